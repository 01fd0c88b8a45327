"""Types of documents and their codes, Nghị định 30/2020/NĐ-CP, phụ lục III."""

DOCUMENT_TYPES = {
    "KẾ HOẠCH": "KH",
    "CHƯƠNG TRÌNH HÀNH ĐỘNG": "CTr",
    "CHƯƠNG TRÌNH CÔNG TÁC": "CTr",
    "CHƯƠNG TRÌNH": "CTr",
    "ĐỀ ÁN": "ĐA",
    "PHƯƠNG ÁN": "PA",
    "QUYẾT ĐỊNH": "QĐ",
    "NGHỊ QUYẾT": "NQ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "HƯỚNG DẪN": "HD",
    "THÔNG BÁO": "TB",
    "BÁO CÁO": "BC",
    "TỜ TRÌNH": "TTr",
    "DỰ ÁN": "DA",
    "CÔNG ĐIỆN": "CĐ",
    "KẾT LUẬN": "KL",
    "THÔNG TRI": "TT",
    "CÔNG VĂN": "CV",
    "BIÊN BẢN": "BB",
}
TYPE_WORDS = "|".join(sorted(DOCUMENT_TYPES, key=len, reverse=True))
