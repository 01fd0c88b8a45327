"""Signatures: the marks of authority, the positions and the names of those who sign, Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.7."""

import re

from parser.normalise.letters import compiled

POSITION = compiled(
    r"(?<!\p{L})(?:(?:PHÓ\s)?(?:TỔNG\s)?(?:CHỦ TỊCH|GIÁM ĐỐC|CHỦ NHIỆM|TRƯỞNG BAN|TRƯỞNG PHÒNG|HIỆU TRƯỞNG|BÍ THƯ|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHÁNH ÁN|BIÊN TẬP|"
    r"THỦ TƯỚNG|BỘ TRƯỞNG|TRƯỞNG ĐOÀN|CHỈ HUY TRƯỞNG|TỔ TRƯỞNG|TƯ LỆNH|THỐNG ĐỐC|TỔNG THANH TRA|TRƯỞNG TIỂU BAN)|THỨ TRƯỞNG|PHÓ VỤ TRƯỞNG|PHÓ THỦ TRƯỞNG|THỦ TRƯỞNG|CHỦ TRÌ|CHỦ TỌA|CHÍNH ỦY|ỦY VIÊN)(?!\p{L})"
)
MARK = compiled(r"(?<!\p{L})(?:T/M|TM|KT|K/T|TL|T/L|TUQ|Q)(?:\s?[./]|(?=\s))\s?")
"""A mark of authority: on behalf of (TM.), in place of (KT.), by order of (TL.), by authorisation of (TUQ.), acting (Q.)."""
RUN_ON = compiled(r"[.;]\s*(?=(?:T/M|TM|KT|TL|TUQ)\s?\.\s?\p{Lu}{2})")
"""Where a text without line breaks runs on from the last recipient into the signature."""
_TITLES = r"(?:(?:TS|ThS|PGS|GS|BS|KS|LS|CN)\.?\s?){0,3}(?:(?:Thiếu|Trung|Thượng|Đại)\s(?:úy|tá|tướng)\s)?"
_FAMILIES = "NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐÀO|ĐINH|LÂM|MAI|TRỊNH|TRƯƠNG|CAO|LƯƠNG|HÀ|TẠ|TÔ|CHÂU|QUÁCH|THÁI|KIỀU|TĂNG|LƯU|NÔNG|VI|LÒ|HÀU|GIÀNG|LAN|KHOÀNG"
NAME = compiled(rf"{_TITLES}\p{{Lu}}\p{{Ll}}+(?:\s\p{{Lu}}\p{{Ll}}*){{1,5}}")
"""The name of a person, with academic titles or a rank before it."""
CAPITAL_NAME = compiled(rf"{_TITLES}(?:{_FAMILIES})(?:\s\p{{Lu}}{{1,7}}){{1,4}}")
"""The name of a person in capitals, known by its family name."""
SIGNED = re.compile(r"\(?\s?[Đđ]ã ký\s?\)?|\(?ký tên.*|\(\s?ký\b.*", re.IGNORECASE)
"""What stands in place of the hand: "(Đã ký)", "(Ký, ghi rõ họ tên)"."""
