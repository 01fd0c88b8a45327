"""Names of bodies: each is read whole and no further, whether a list knows it or its form alone tells it."""

import re
from pathlib import Path

import pytest

from parser.extract.agencies import read_bodies
from parser.extract.agencies.known import known_body
from parser.extract.agencies.levels import level_of
from parser.extract.agencies.lists import ListReader
from parser.normalise import Span, View, fold
from parser.normalise.names import body_key

# A name, then words that do not belong to it.
NAMES = [
    ("các đồn biên phòng", "kiểm tra việc chấp hành"),
    ("các ban quản lý rừng phòng hộ", "kiểm tra việc chấp hành"),
    ("các ban chỉ huy quân sự cấp xã", "kiểm tra việc chấp hành"),
    ("các tổ công nghệ số cộng đồng", "kiểm tra việc chấp hành"),
    ("các tổ bảo vệ rừng cộng đồng", "kiểm tra việc chấp hành"),
    ("các cơ sở khám bệnh, chữa bệnh", "kiểm tra việc chấp hành"),
    ("các trường đại học, cao đẳng", "kiểm tra việc chấp hành"),
    ("các hội nghề nghiệp", "kiểm tra việc chấp hành"),
    ("các doanh nghiệp vận tải", "kiểm tra việc chấp hành"),
    ("các xã biên giới", "kiểm tra việc chấp hành"),
    ("các tổ trưởng tổ dân phố", "kiểm tra việc chấp hành"),
    ("ngành Công an", "kiểm tra việc chấp hành"),
    ("Viện Vệ sinh dịch tễ Trung ương", "giám sát ca bệnh"),
    ("Viện Pasteur Thành phố Hồ Chí Minh", "xét nghiệm mẫu"),
    ("Cục Quản lý Khám, chữa bệnh", "hướng dẫn các bệnh viện"),
    ("Cục Phòng, chống HIV/AIDS", "tổng hợp số liệu"),
    ("Cục Quản lý Y, Dược cổ truyền", "rà soát danh mục"),
    ("Cục Cơ sở hạ tầng và Thiết bị y tế", "lập dự toán"),
    ("Cục Y tế dự phòng", "ban hành hướng dẫn"),
    ("Cục Kiểm soát thủ tục hành chính", "theo dõi, đôn đốc"),
    ("Cục Bổ trợ tư pháp", "xây dựng đề án"),
    ("Vụ Kế hoạch - Tài chính", "bố trí kinh phí"),
    ("Vụ Bà mẹ - Trẻ em", "triển khai chương trình"),
    ("Báo Sức khỏe và Đời sống", "mở chuyên mục"),
    ("Tổ công tác 06 Thành phố", "chủ trì đánh giá"),
    ("Trung tâm Xúc tiến Đầu tư, Thương mại, Du lịch Thành phố", "xây dựng chuyên mục"),
    ("Trung tâm Khuyến công và Xúc tiến thương mại", "chọn hộ tham gia"),
    ("Câu lạc bộ Nữ doanh nhân tỉnh", "và các hội viên"),
    ("Văn phòng Luật sư Bến Nghé", "phối hợp"),
    ("Phòng LĐTB&XH các huyện, thành, thị", "rà soát"),
    ("Công chức Văn hóa - Xã hội", "tổng hợp"),
    ("Trung tâm Truyền thông giáo dục sức khỏe Trung ương", "phát sóng"),
    ("Trung tâm Xúc tiến Đầu tư và Hỗ trợ doanh nghiệp tỉnh", "tổ chức hội nghị"),
    ("Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng", "kiểm định"),
    ("Trung tâm Dịch vụ đấu giá tài sản tỉnh", "công khai kết quả"),
    ("Trung tâm Phát triển quỹ đất thành phố", "lập phương án"),
    ("Trung tâm Công nghệ thông tin và Truyền thông tỉnh", "vận hành hệ thống"),
    ("Bệnh viện Bạch Mai", "tập huấn"),
    ("Bệnh viện Đa khoa tỉnh", "chuẩn bị giường bệnh"),
    ("Bệnh viện Phụ sản - Nhi Đà Nẵng", "khám sàng lọc"),
    ("Trường Đại học Quảng Bình", "ký kết chương trình"),
    ("Phân hiệu Đại học Huế tại Quảng Trị", "tuyển sinh"),
    ("Trường Cao đẳng Kỹ thuật Lào Cai", "đào tạo nghề"),
    ("Trường THPT Chu Văn An", "tổ chức cuộc thi"),
    ("Trường Chính trị tỉnh", "mở lớp bồi dưỡng"),
    ("Ban Quản lý Vườn quốc gia Phong Nha - Kẻ Bàng", "tuần tra rừng"),
    ("Ban Quản lý rừng phòng hộ Nam Ba Rền", "kiểm tra hiện trường"),
    ("Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh", "đẩy nhanh tiến độ"),
    ("Ban Đại diện Hội Người cao tuổi tỉnh", "vận động hội viên"),
    ("Hội Nữ doanh nhân tỉnh", "khảo sát hội viên"),
    ("Hội Cựu giáo chức trường", "trao học bổng"),
    ("Tổng hội Y học Việt Nam", "phản biện quy định"),
    ("Hội Dược học Việt Nam", "vận động hội viên"),
    ("Hiệp hội Doanh nghiệp nhỏ và vừa tỉnh", "phổ biến chính sách"),
    ("Liên minh Hợp tác xã tỉnh", "giới thiệu mô hình"),
    ("Liên hiệp các tổ chức hữu nghị tỉnh", "tiếp đoàn"),
    ("Quỹ Đầu tư phát triển tỉnh", "cho vay"),
    ("Quỹ Bảo vệ môi trường tỉnh", "hỗ trợ vốn"),
    ("Công ty Cổ phần Cấp nước Nghệ An", "sửa chữa đường ống"),
    ("Công ty Điện lực Sơn La", "bảo đảm cấp điện"),
    ("Tập đoàn Bưu chính Viễn thông Việt Nam", "phủ sóng"),
    ("Ngân hàng Nhà nước chi nhánh Khu vực 9", "chỉ đạo các tổ chức tín dụng"),
    ("Ngân hàng Chính sách xã hội tỉnh", "giải ngân"),
    ("Kho bạc Nhà nước Khu vực XII", "đối chiếu số liệu"),
    ("Bảo hiểm xã hội khu vực VIII", "cung cấp dữ liệu"),
    ("Chi cục Hải quan khu vực XIX", "kiểm soát hàng hóa"),
    ("Thuế tỉnh Khánh Hòa", "công khai thủ tục"),
    ("Báo và Phát thanh, Truyền hình tỉnh", "xây dựng chuyên mục"),
    ("Đài Truyền thanh huyện", "đưa tin"),
    ("Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh", "phục vụ kỳ họp"),
    ("Văn phòng Đăng ký đất đai tỉnh", "chỉnh lý hồ sơ"),
    ("Thanh tra Sở Xây dựng", "xử lý vi phạm"),
    ("Phòng Cảnh sát quản lý hành chính về trật tự xã hội", "cấp tài khoản"),
    ("Phòng Văn hóa - Xã hội", "kiểm tra"),
    ("Phòng Kinh tế, Hạ tầng và Đô thị", "thẩm định"),
    ("Tổ Ngữ văn", "duyệt đề"),
    ("Tổ Toán - Tin", "ra đề"),
    ("Tổ tư vấn tâm lí học đường", "hỗ trợ học sinh"),
    ("Đoàn trường", "thành lập nhóm"),
    ("Công đoàn trường", "vận động"),
    ("Hội đồng trường", "giám sát"),
    ("Ban đại diện cha mẹ học sinh", "phối hợp"),
    ("Giáo viên chủ nhiệm lớp 12", "liên lạc với gia đình"),
    ("Phó Hiệu trưởng phụ trách chuyên môn", "duyệt đề"),
    ("Tổ trưởng chuyên môn", "kiểm tra giáo án"),
    ("Nhân viên kế toán", "lập dự toán"),
    ("Hiệu trưởng", "chỉ đạo chung"),
    ("Sở Y tế các tỉnh, thành phố trực thuộc Trung ương", "báo cáo"),
    ("UBND các xã, phường, đặc khu Cồn Cỏ", "rà soát"),
    ("UBND đặc khu Phú Quý", "kêu gọi đầu tư"),
    ("Chủ tịch Hội đồng nhân dân xã", "giám sát"),
    ("Đảng ủy các cơ quan Đảng tỉnh", "quán triệt"),
    ("Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh", "chỉ đạo"),
    ("Cục Thú y thuộc Bộ Nông nghiệp và Phát triển nông thôn", "chia sẻ dữ liệu"),
    ("Đồn Biên phòng Cửa khẩu quốc tế Lao Bảo", "tuần tra"),
    ("Hạt Kiểm lâm huyện Mường Lát", "tuần tra"),
    ("Ban Chỉ huy Phòng thủ dân sự tỉnh", "ứng phó"),
    ("Tổ Công nghệ số cộng đồng", "hướng dẫn người dân"),
    ("Vụ An toàn giao thông", "tổng hợp số liệu"),
    ("Vụ Thị trường châu Á - châu Phi", "tổ chức hội thảo"),
    ("Cục Điện lực và Năng lượng tái tạo", "thẩm định phương án"),
    ("Sở Giao thông vận tải - Xây dựng", "kiểm tra hiện trường"),
    ("Đài Truyền thanh - Truyền hình huyện", "xây dựng chuyên mục"),
    ("Đài Truyền hình Thành phố", "phát sóng"),
    ("Công an Tỉnh", "điều tra, xử lý"),
    ("Cục Hải quan Tỉnh", "kiểm tra, kiểm soát"),
    ("Trung tâm Tin học và Thống kê", "nâng cấp phần mềm"),
    ("Đội Quản lý thị trường số 4", "bình ổn giá"),
    ("Trường Đại học Hùng Vương", "mở các lớp bồi dưỡng"),
    ("UBND đặc khu Phú Quốc", "kêu gọi đầu tư"),
    ("UBND xã, thị trấn nơi có dịch", "tiêu hủy toàn bộ số lợn mắc bệnh"),
    ("UBND thành phố Thủ Đức và các quận, huyện", "rà soát"),
    ("Ban Chỉ đạo 389 các huyện, thị xã", "kiện toàn tổ chức"),
    ("Cơ quan Thường trực BCĐ 389 tỉnh", "tổng hợp"),
    ("Thủ trưởng các sở, ngành thành viên BCĐ 389 tỉnh", "chịu trách nhiệm"),
    ("Khu Bảo tồn thiên nhiên Pù Huống", "tuần tra"),
    ("Liên đoàn Thương mại và Công nghiệp Việt Nam - Chi nhánh khu vực Thành phố Hồ Chí Minh", "phân tích"),
    ("các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ", "huy động nguồn lực"),
    ("các đơn vị kinh doanh vận tải", "khử khuẩn phương tiện"),
    ("Các trường học, doanh nghiệp trên địa bàn", "tổ chức cho học sinh, công nhân"),
    ("các cơ quan điều tra cùng cấp", "xác minh"),
    ("UBND 14 phường", "phát phiếu, ký cam kết"),
    ("Chủ tịch UBND 12 huyện, thành phố", "chịu trách nhiệm"),
    ("Ban Chỉ đạo phát triển kinh tế tập thể tỉnh", "kiểm tra các hợp tác xã"),
    ("Ban Chỉ đạo phòng, chống dịch tỉnh", "giám sát"),
    ("Ban Chỉ đạo", "kiểm tra việc thực hiện trên địa bàn tỉnh"),
    ("Ủy ban nhân dân các huyện, thành phố ven biển, hải đảo", "rà soát"),
    ("Thủ trưởng các đơn vị thuộc, trực thuộc Bộ", "chịu trách nhiệm"),
    ("Bộ Tư lệnh Vùng 5 Hải quân", "tuần tra"),
    ("Chi cục Kiểm ngư Vùng V", "kiểm soát"),
]


@pytest.mark.parametrize(("name", "rest"), NAMES, ids=[name for name, _ in NAMES])
def test_a_name_is_read_whole_and_no_further(name: str, rest: str) -> None:
    folded = fold(f"{name} {rest}")
    bodies, end = read_bodies(View(folded, (Span(0, len(folded)),)), 0)
    assert [body.value for body in bodies] == [name]
    assert folded[end:] == f" {rest}"


LISTS = [
    (
        "Bệnh viện Bạch Mai, Bệnh viện Chợ Rẫy và Trung tâm Cấp cứu 115 triển khai",
        ["Bệnh viện Bạch Mai", "Bệnh viện Chợ Rẫy", "Trung tâm Cấp cứu 115"],
    ),
    ("Tổ Toán - Tin; Tổ Ngữ văn; Tổ Khoa học tự nhiên", ["Tổ Toán - Tin", "Tổ Ngữ văn", "Tổ Khoa học tự nhiên"]),
    ("Cục Y tế dự phòng, Cục Phòng, chống HIV/AIDS", ["Cục Y tế dự phòng", "Cục Phòng, chống HIV/AIDS"]),
    (
        "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế và Công an tỉnh kiểm tra",
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế", "Công an tỉnh"],
    ),
    (
        "các Sở: Xây dựng, Tài chính, Nông nghiệp và Môi trường; UBND các xã, phường",
        ["Sở Xây dựng", "Sở Tài chính", "Sở Nông nghiệp và Môi trường", "UBND các xã, phường"],
    ),
    ("Các tổ chuyên môn, giáo viên chủ nhiệm lớp 12 gửi báo cáo", ["Các tổ chuyên môn", "giáo viên chủ nhiệm lớp 12"]),
    (
        "UBND các xã: Đà Bắc, Mai Châu và Tân Sơn thí điểm mô hình",
        ["UBND xã Đà Bắc", "UBND xã Mai Châu", "UBND xã Tân Sơn"],
    ),
    ("UBND các huyện Bắc Hà, Bát Xát", ["UBND huyện Bắc Hà", "UBND huyện Bát Xát"]),
    ("các Cục: Bảo vệ thực vật, Trồng trọt, Chăn nuôi", ["Cục Bảo vệ thực vật", "Cục Trồng trọt", "Cục Chăn nuôi"]),
    ("UBND thành phố Vinh, Sở Tài chính", ["UBND thành phố Vinh", "Sở Tài chính"]),
    ("Bí thư chi bộ, Tổ trưởng các tổ dân phố phát thẻ", ["Bí thư chi bộ", "Tổ trưởng các tổ dân phố"]),
    ("các doanh nghiệp tư vấn, giới thiệu việc làm", ["các doanh nghiệp"]),
    (
        "các Công ty TNHH MTV Thủy lợi: Bắc Hà Tĩnh, Nam Hà Tĩnh và UBND các huyện",
        ["Công ty TNHH MTV Thủy lợi Bắc Hà Tĩnh", "Công ty TNHH MTV Thủy lợi Nam Hà Tĩnh", "UBND các huyện"],
    ),
    (
        "Ban Quản lý KKT Dung Quất và các KCN Quảng Ngãi và các địa phương",
        ["Ban Quản lý KKT Dung Quất và các KCN Quảng Ngãi", "các địa phương"],
    ),
    (
        "Công an tỉnh, ngành Lao động - Thương binh và Xã hội điều tra",
        ["Công an tỉnh", "ngành Lao động - Thương binh và Xã hội"],
    ),
    ("Tỉnh đoàn và các đảng ủy xã, phường lãnh đạo", ["Tỉnh đoàn", "các đảng ủy xã, phường"]),
    ("các chủ rừng, chính quyền địa phương tuần tra", ["các chủ rừng", "chính quyền địa phương"]),
    (
        "các Sở, ngành: Công Thương, Nông nghiệp và PTNT; UBND cấp huyện kiểm tra",
        ["Sở Công Thương", "Sở Nông nghiệp và PTNT", "UBND cấp huyện"],
    ),
    ("các Bộ, ngành: Công an, Quốc phòng, Tài chính xây dựng", ["Bộ Công an", "Bộ Quốc phòng", "Bộ Tài chính"]),
    (
        "các sở, ban, ngành: Tài chính, Kế hoạch và Đầu tư, Công an tỉnh kiểm tra",
        ["Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Công an tỉnh"],
    ),
    (
        "Phòng Tài nguyên & Môi trường; Phòng Nông nghiệp & PTNT hướng dẫn",
        ["Phòng Tài nguyên & Môi trường", "Phòng Nông nghiệp & PTNT"],
    ),
    ("UBMTTQVN huyện và các tổ chức CT-XH huyện vận động", ["UBMTTQVN huyện", "các tổ chức CT-XH huyện"]),
    ("Thôn trưởng các thôn, Ban nhân dân thôn vận động", ["Thôn trưởng các thôn", "Ban nhân dân thôn"]),
    (
        "HTX Môi trường Đại Minh, Chi hội trưởng Chi hội phụ nữ các thôn ra quân",
        ["HTX Môi trường Đại Minh", "Chi hội trưởng Chi hội phụ nữ các thôn"],
    ),
    ("UBND các huyện, TX, TP; Báo Quảng Bình", ["UBND các huyện, TX, TP", "Báo Quảng Bình"]),
    ("Ủy ban nhân dân cấp huyện, cấp xã bố trí kinh phí", ["Ủy ban nhân dân cấp huyện, cấp xã"]),
    (
        "Hiệu trưởng các trường THPT, Trưởng phòng GD&ĐT các huyện tổ chức",
        ["Hiệu trưởng các trường THPT", "Trưởng phòng GD&ĐT các huyện"],
    ),
    ("các cơ quan, đơn vị: Sở Tài chính, Công an tỉnh kiểm tra", ["Sở Tài chính", "Công an tỉnh"]),
    (
        "Sở Tài chính, Kế hoạch và Đầu tư, Nội vụ kiểm tra",
        ["Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Sở Nội vụ"],
    ),
]


WHOLE = [
    "Trường Cán bộ quản lý nông nghiệp và phát triển nông thôn I",
    "Cục Kinh tế hợp tác và Phát triển nông thôn",
    "Viện Chính sách và Chiến lược phát triển nông nghiệp nông thôn",
]


@pytest.mark.parametrize("name", WHOLE)
def test_where_nothing_but_names_stands_a_name_goes_up_to_the_next_pause(name: str) -> None:
    folded = fold(f"{name}; Sở Tài chính")
    bodies, _ = read_bodies(View(folded, (Span(0, len(folded)),)), 0, limit=len(folded))
    assert [body.value for body in bodies] == [name, "Sở Tài chính"]


@pytest.mark.parametrize(("text", "values"), LISTS)
def test_a_list_is_split_as_a_reader_splits_it(text: str, values: list[str]) -> None:
    folded = fold(text)
    assert [body.value for body in read_bodies(View(folded, (Span(0, len(folded)),)), 0)[0]] == values


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[1] / "corpus" / "plans").glob("*.txt")), ids=lambda path: path.stem
)
def test_the_grammar_reads_known_bodies_the_same(path: Path) -> None:
    folded = fold(path.read_text(encoding="utf-8"))
    differing = []
    for line in folded.split("\n\n"):
        view = View(line, (Span(0, len(line)),))
        for word in re.finditer(r"\w+", view.low):
            known = known_body(view.key, view.low, word.start())
            reader = ListReader(view, -1, by_form=False, is_cued=False)
            if known is not None and known != (read := reader._entry(word.start())):
                differing.append((known, read))
    assert not differing


def bodies(text: str, *, is_cued: bool = False) -> list[str]:
    view = View(fold(text), [Span(0, len(text))])
    return [body.value for body in read_bodies(view, 0, is_cued=is_cued)[0]]


@pytest.mark.parametrize("term", ["GRDP", "NSNN", "NSĐP", "KPI", "OCOP", "CNTT", "HTX", "DNNN", "VNeID"])
def test_an_abbreviation_of_a_figure_a_fund_or_a_field_names_nobody(term: str) -> None:
    assert bodies(f"{term} chủ trì, phối hợp với Sở Y tế.") == []
    assert bodies(f"{term} được tính lại.", is_cued=True) == []


def test_an_abbreviated_kind_names_a_body_with_its_name_and_abbreviated_bodies_stay() -> None:
    assert bodies("HTX Sông Nhuệ chủ trì.") == ["HTX Sông Nhuệ"]
    assert bodies("TTXVN, MobiFone đưa tin.") == ["TTXVN", "MobiFone"]


def test_a_bare_agency_or_unit_is_nobody_unless_its_work_tells_it_apart() -> None:
    assert bodies("Cơ quan quyền lực cao nhất là đại hội.") == []
    assert bodies("Đơn vị: triệu đồng") == []
    assert bodies("Cơ quan được giao soạn thảo có trách nhiệm giải trình.") == ["Cơ quan được giao soạn thảo"]
    assert bodies("Đơn vị phối hợp phải trả lời bằng văn bản.") == ["Đơn vị phối hợp"]
    assert bodies("Các đơn vị, cơ quan báo cáo.") == ["Các đơn vị, cơ quan"]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("UBND đặc khu Phú Quốc", "commune"),
        ("Công an thị trấn Neo", "commune"),
        ("Trưởng ấp", "commune"),
        ("UBND thị xã Kỳ Anh", "district"),
        ("Ủy ban MTTQ Việt Nam huyện Ba Tơ", "district"),
        ("Bảo hiểm xã hội huyện", "district"),
        ("Sở Lao động - Thương binh và Xã hội", "province"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "province"),
        ("Bộ Chỉ huy quân sự", "province"),
        ("Bộ Nội vụ", "central"),
        ("Cục Thủy lợi thuộc Bộ Nông nghiệp và Phát triển nông thôn", "central"),
        ("Liên minh Hợp tác xã Việt Nam", "central"),
        ("Chi bộ", "unknown"),
        ("Câu lạc bộ Hưu trí", "unknown"),
        ("Ban Vì sự tiến bộ của phụ nữ", "unknown"),
        ("Phòng Tổ chức cán bộ", "unknown"),
        ("các cơ sở giáo dục", "unknown"),
        ("Phòng Kiểm tra văn bản", "unknown"),
        ("Hợp tác xã Sông Nhuệ", "unknown"),
    ],
)
def test_a_name_tells_its_level(name: str, level: str) -> None:
    assert level_of(body_key(name)) == level
