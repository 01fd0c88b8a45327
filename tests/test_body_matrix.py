"""Every kind of body in every way of naming it: alone, in lists, with a person, in headings, attributes, cells, brackets.

    python -m tests.test_body_matrix

prints the matrix, a line a body and a column a way.
"""

from collections.abc import Callable, Iterator

from tests.test_role_matrix import first_task
from tests.tools import print_matrix

BODIES = (
    *(
        "Sở Nội vụ",
        "Sở Nông nghiệp và Môi trường",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Bộ Khoa học và Công nghệ",
        "UBND tỉnh",
        "Ủy ban nhân dân xã Tân Lập",
    ),
    *(
        "UBND các xã, phường",
        "Hội đồng nhân dân tỉnh",
        "Văn phòng UBND tỉnh",
        "Công an tỉnh",
        "Bộ Chỉ huy Quân sự tỉnh",
        "Bộ đội Biên phòng tỉnh",
        "Thanh tra tỉnh",
    ),
    *(
        "Kho bạc Nhà nước khu vực XIV",
        "Bảo hiểm xã hội tỉnh",
        "Thuế tỉnh",
        "Chi cục Thủy lợi",
        "Cục Thống kê tỉnh",
        "Ngân hàng Nhà nước chi nhánh Khu vực 8",
    ),
    *(
        "Ban Quản lý các khu công nghiệp tỉnh",
        "Ban Dân tộc",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy",
        "Tỉnh đoàn",
        "Hội Liên hiệp Phụ nữ tỉnh",
        "Liên đoàn Lao động tỉnh",
    ),
    *(
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "Ban Chỉ đạo chuyển đổi số tỉnh",
        "Phòng Kinh tế",
        "Trung tâm Xúc tiến đầu tư",
        "Trường Chính trị tỉnh",
        "Bệnh viện Đa khoa tỉnh",
    ),
    *(
        "Tòa án nhân dân tỉnh",
        "Viện kiểm sát nhân dân tỉnh",
        "Báo và Đài Phát thanh, Truyền hình tỉnh",
        "Hiệp hội Doanh nghiệp tỉnh",
        "Công ty Điện lực Lai Châu",
    ),
    *(
        "các sở, ban, ngành",
        "các cơ quan, đơn vị liên quan",
        "các doanh nghiệp viễn thông",
        "các hợp tác xã",
        "đặc khu Phú Quý",
        "UBND đặc khu Côn Đảo",
    ),
    *(
        "Lữ đoàn Pháo binh 675",
        "Sư đoàn 968",
        "Đồn Biên phòng Cửa khẩu Lao Bảo",
        "Ban Chỉ huy Phòng thủ khu vực 2 - Gio Linh",
        "Cơ quan Cảnh sát điều tra Công an tỉnh",
        "Tòa án nhân dân khu vực 2 - Quảng Trị",
        "Viện kiểm sát nhân dân các khu vực",
    ),
    *(
        "Hải quan khu vực IX",
        "Thi hành án dân sự tỉnh",
        "Khu Quản lý đường bộ III",
        "Cảng hàng không Đồng Hới",
        "Vườn quốc gia Bạch Mã",
        "Nhà máy nước Tân Lương",
        "Tiểu ban Tuyên truyền",
    ),
    *(
        "Hội đồng bồi thường, hỗ trợ, tái định cư",
        "Hội đồng quản lý Quỹ Bảo vệ và Phát triển rừng tỉnh",
        "Quỹ Phòng, chống thiên tai tỉnh",
        "Đoàn kiểm tra liên ngành về vệ sinh lao động tỉnh",
        "Ban cán sự thôn Tân Hòa",
        "Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp và dân dụng tỉnh",
        "Ban Chỉ đạo phát triển khoa học, công nghệ và đổi mới sáng tạo tỉnh",
    ),
    *(
        "các doanh nghiệp kinh doanh vận tải hành khách trên địa bàn tỉnh",
        "các đơn vị có tỷ lệ giải ngân thấp",
        "các cơ quan, đơn vị được giao dự toán",
        "UBND các xã vùng hạ du",
        "UBND các xã, phường ven sông",
        "chủ đầu tư các dự án khu đô thị",
        "lực lượng Kiểm lâm",
    ),
)
OTHER = "Sở Tài chính"


def _capital(body: str) -> str:
    return body[0].upper() + body[1:]


def _person(body: str) -> str:
    return f"{'Thủ trưởng' if body[0].islower() else 'Lãnh đạo'} {body}"


# A way of naming a body: a text, and who leads and who works with them.
WAYS: dict[str, Callable[[str], tuple[str, list[str], list[str]]]] = {
    "X rà soát": lambda body: (f"1. {_capital(body)} rà soát hồ sơ tồn đọng.", [_capital(body)], []),
    "X chủ trì": lambda body: (
        f"1. {_capital(body)} chủ trì, phối hợp với {OTHER} rà soát hồ sơ.",
        [_capital(body)],
        [OTHER],
    ),
    "X và Y": lambda body: (f"1. {OTHER} và {body} rà soát hồ sơ.", [OTHER, body], []),
    "Y; X": lambda body: (f"1. {OTHER}; {body} rà soát hồ sơ.", [OTHER, body], []),
    "phối hợp với X": lambda body: (f"1. {OTHER} chủ trì, phối hợp với {body} rà soát hồ sơ.", [OTHER], [body]),
    "phối hợp với Y, X và Z": lambda body: (
        f"1. Sở Y tế chủ trì, phối hợp với {OTHER}, {body} và Sở Tư pháp rà soát hồ sơ.",
        ["Sở Y tế"],
        [OTHER, body, "Sở Tư pháp"],
    ),
    "Giao X": lambda body: (f"1. Giao {body} rà soát hồ sơ.", [body], []),
    "Trên cơ sở ..., X": lambda body: (f"1. Trên cơ sở kết quả kiểm kê, {body} chủ trì rà soát hồ sơ.", [body], []),
    "(X chủ trì)": lambda body: (f"1. Rà soát hồ sơ tồn đọng ({body} chủ trì).", [body], []),
    "X có trách nhiệm": lambda body: (f"1. {_capital(body)} có trách nhiệm rà soát hồ sơ.", [_capital(body)], []),
    "cùng X": lambda body: (f"1. {OTHER} cùng với {body} rà soát hồ sơ.", [OTHER], [body]),
    "Yêu cầu X": lambda body: (f"1. Yêu cầu {body} khẩn trương rà soát hồ sơ.", [body], []),
    "- Cơ quan phối hợp: X": lambda body: (
        f"1. Rà soát hồ sơ.\n- Cơ quan chủ trì: {OTHER}.\n- Cơ quan phối hợp: {_capital(body)}.",
        [OTHER],
        [_capital(body)],
    ),
    "heading X": lambda body: (f"1. {_capital(body)}\na) Rà soát hồ sơ.\nb) Lập danh mục.", [_capital(body)], []),
    "heading Đề nghị X": lambda body: (f"1. Đề nghị {body}\na) Rà soát hồ sơ.\nb) Lập danh mục.", [body], []),
    "X: Rà soát": lambda body: (f"1. {_capital(body)}: Rà soát hồ sơ.", [_capital(body)], []),
    "- Cơ quan chủ trì: X": lambda body: (
        f"1. Rà soát hồ sơ.\n- Cơ quan chủ trì: {_capital(body)}.",
        [_capital(body)],
        [],
    ),
    "cell X": lambda body: (
        f"TT | Nội dung | Cơ quan chủ trì | Thời gian |\n1 | Rà soát hồ sơ | {_capital(body)} | Quý II |\n2 | Số hóa | Sở Y tế | Quý III |",
        [_capital(body)],
        [],
    ),
    "cell Y; X": lambda body: (
        f"TT | Nội dung | Cơ quan chủ trì | Thời gian |\n1 | Rà soát hồ sơ | {OTHER}; {body} | Quý II |\n2 | Số hóa | Sở Y tế | Quý III |",
        [OTHER, body],
        [],
    ),
    "lãnh đạo X": lambda body: (f"1. {_person(body)} chịu trách nhiệm rà soát hồ sơ.", [_person(body)], []),
}
LEAST = 0.97
"""The part of the cells that must be read right."""


def cells() -> Iterator[tuple[str, str, bool]]:
    """Yield each body and way, and whether it is read right."""
    for body in BODIES:
        for name, way in WAYS.items():
            text, lead, coordinating = way(body)
            task = first_task(text)
            yield body, name, (task["lead"], task["coordinating"]) == (lead, coordinating)


def test_every_body_is_read_in_every_way_of_naming_it() -> None:
    wrong = [(body, name) for body, name, right in cells() if not right]
    assert len(wrong) <= (1 - LEAST) * len(BODIES) * len(WAYS), wrong


if __name__ == "__main__":
    print_matrix(cells())
