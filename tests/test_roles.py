"""Who leads, who works with them: sentences as plans print them, read as an officer reads them."""

import pytest

from parser.extract.attributes import read_attribute, read_attribute_roles
from parser.extract.roles import read_statements
from parser.normalise import Span, View, fold

CASES = [
    (
        "Ủy ban Kiểm tra LĐLĐ tỉnh chủ trì, phối hợp với Thanh tra Sở Nội vụ kiểm tra.",
        ["Ủy ban Kiểm tra LĐLĐ tỉnh"],
        ["Thanh tra Sở Nội vụ"],
    ),
    (
        "Thực hiện Chỉ thị số 06/CT-TTg về phòng, chống dịch, các đơn vị kinh doanh vận tải khử khuẩn phương tiện.",
        ["các đơn vị kinh doanh vận tải"],
        [],
    ),
    ("Chế độ báo cáo: Các sở, ban, ngành báo cáo kết quả về UBND tỉnh.", ["Các sở, ban, ngành"], []),
    ("Việc kiểm tra hồ sơ kiểm dịch do Trạm Chăn nuôi và Thú y thực hiện.", ["Trạm Chăn nuôi và Thú y"], []),
    ("In, phát thẻ cử tri về các xã (do Phòng Nội vụ thực hiện).", ["Phòng Nội vụ"], []),
    ("Tổ chức tuần lễ hưởng ứng (Sở Y tế, Tỉnh đoàn).", ["Sở Y tế", "Tỉnh đoàn"], []),
    ("Tổng hợp, báo cáo UBND tỉnh (Sở Nội vụ).", [], []),
    (
        "Kiểm tra đột xuất chợ đầu mối (Cục Thú y chủ trì; phối hợp: Thanh tra Bộ, Văn phòng Bộ).",
        ["Cục Thú y"],
        ["Thanh tra Bộ", "Văn phòng Bộ"],
    ),
    ("Kinh phí từ ngân sách nhà nước giao các đơn vị năm 2024.", [], []),
    ("Lãnh đạo HĐND tỉnh ban hành nghị quyết chuyên đề.", [], []),
    (
        "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Sở Tư pháp và các cơ quan liên quan tham mưu UBND tỉnh ban hành Đề án.",
        ["Sở Nội vụ"],
        ["Sở Tài chính", "Sở Tư pháp", "các cơ quan liên quan"],
    ),
    (
        "Sở Công Thương chủ trì phối hợp với Cục Quản lý thị trường tỉnh kiểm tra.",
        ["Sở Công Thương"],
        ["Cục Quản lý thị trường tỉnh"],
    ),
    (
        "Giao Ban Quản lý Khu kinh tế tỉnh là cơ quan đầu mối, phối hợp cùng các đơn vị liên quan tham mưu ban hành quy chế.",
        ["Ban Quản lý Khu kinh tế tỉnh"],
        ["các đơn vị liên quan"],
    ),
    ("Giao Sở Y tế chủ trì tham mưu kế hoạch tiêm chủng.", ["Sở Y tế"], []),
    ("Giao Công an tỉnh theo dõi, đôn đốc việc thực hiện.", ["Công an tỉnh"], []),
    ("Sở Xây dựng là cơ quan đầu mối, có trách nhiệm tổng hợp.", ["Sở Xây dựng"], []),
    ("Văn phòng UBND tỉnh là cơ quan thường trực của Ban Chỉ đạo.", ["Văn phòng UBND tỉnh"], []),
    ("Sở Giáo dục và Đào tạo phối hợp với Tỉnh đoàn tổ chức cuộc thi.", ["Sở Giáo dục và Đào tạo"], ["Tỉnh đoàn"]),
    (
        "Sở Giáo dục và Đào tạo phối hợp chặt chẽ với Công an tỉnh bảo đảm an ninh kỳ thi.",
        ["Sở Giáo dục và Đào tạo"],
        ["Công an tỉnh"],
    ),
    (
        "Đề nghị Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội giám sát việc thực hiện Kế hoạch.",
        ["Ủy ban MTTQ Việt Nam tỉnh", "các tổ chức chính trị - xã hội"],
        [],
    ),
    (
        "Yêu cầu Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các huyện, thành phố nghiêm túc triển khai.",
        ["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các huyện, thành phố"],
        [],
    ),
    (
        "Trên cơ sở kết quả khảo sát, Sở Du lịch chủ trì, phối hợp với Hiệp hội Du lịch tỉnh xây dựng sản phẩm mới.",
        ["Sở Du lịch"],
        ["Hiệp hội Du lịch tỉnh"],
    ),
    ("Căn cứ Kế hoạch này, các sở, ban, ngành xây dựng kế hoạch của đơn vị mình.", ["các sở, ban, ngành"], []),
    (
        "Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị phản ánh về Sở Nội vụ để tổng hợp.",
        ["các cơ quan, đơn vị"],
        [],
    ),
    (
        "Việc xây dựng phần mềm do Sở Thông tin và Truyền thông chủ trì, phối hợp với VNPT thực hiện.",
        ["Sở Thông tin và Truyền thông"],
        ["VNPT"],
    ),
    (
        "Tổ chức hội nghị sơ kết (Sở Nội vụ chủ trì, phối hợp với Văn phòng UBND tỉnh).",
        ["Sở Nội vụ"],
        ["Văn phòng UBND tỉnh"],
    ),
    ("Xây dựng quy chế (Giao Công an tỉnh tham mưu).", ["Công an tỉnh"], []),
    (
        "Các Sở: Tài chính, Nội vụ và Công an tỉnh, Bộ CHQS tỉnh rà soát.",
        ["Sở Tài chính", "Sở Nội vụ", "Công an tỉnh", "Bộ CHQS tỉnh"],
        [],
    ),
    ("Sở Tài chính và Sở Nội vụ là cơ quan chịu trách nhiệm chính.", ["Sở Tài chính", "Sở Nội vụ"], []),
    ("Chủ trì, phối hợp với Sở Tư pháp rà soát văn bản.", [], ["Sở Tư pháp"]),
    ("Phối hợp với Công an tỉnh kiểm tra việc chấp hành.", [], ["Công an tỉnh"]),
    ("Tham gia cùng Sở Y tế kiểm tra an toàn thực phẩm.", [], ["Sở Y tế"]),
    ("UBND các xã, phường, đặc khu soát xét hộ nghèo trên địa bàn.", ["UBND các xã, phường, đặc khu"], []),
    ("Mỗi cơ quan, đơn vị cử một công chức làm đầu mối.", ["Mỗi cơ quan, đơn vị"], []),
    ("Sở KH&CN, Sở TT&TT phối hợp với UBMTTQ tỉnh tuyên truyền.", ["Sở KH&CN", "Sở TT&TT"], ["UBMTTQ tỉnh"]),
    (
        "Bộ Chỉ huy Quân sự tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh duy trì lực lượng ứng trực.",
        ["Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"],
        [],
    ),
    ("Sở Văn hóa, Thể thao và Du lịch: Tổ chức các hoạt động kỷ niệm.", ["Sở Văn hóa, Thể thao và Du lịch"], []),
    (
        "Ban Quản lý Khu kinh tế tỉnh, Liên đoàn Lao động tỉnh vận động doanh nghiệp tham gia.",
        ["Ban Quản lý Khu kinh tế tỉnh", "Liên đoàn Lao động tỉnh"],
        [],
    ),
    ("Hằng năm, Thuế tỉnh chủ trì, phối hợp với Thống kê tỉnh công bố số liệu.", ["Thuế tỉnh"], ["Thống kê tỉnh"]),
    ("Đối với UBND cấp xã: Bố trí kinh phí thực hiện.", ["UBND cấp xã"], []),
    (
        "Cục Thuế tỉnh (đầu mối), Kho bạc Nhà nước Hà Nam (b/c) và Công an tỉnh cung cấp thông tin.",
        ["Cục Thuế tỉnh", "Kho bạc Nhà nước Hà Nam", "Công an tỉnh"],
        [],
    ),
    (
        "Hỗ trợ hộ nghèo: Sở Công Thương làm đầu mối, các Sở: Xây dựng, Y tế phối hợp thực hiện.",
        ["Sở Công Thương"],
        ["Sở Xây dựng", "Sở Y tế"],
    ),
    ("Báo cáo kết quả hằng quý (Phòng Kế hoạch - Tài chính tổng hợp).", ["Phòng Kế hoạch - Tài chính"], []),
    ("Phân công Phòng Tư pháp chủ trì tham mưu.", ["Phòng Tư pháp"], []),
    ("Giao Chánh Thanh tra tỉnh làm tổ trưởng tổ kiểm tra.", ["Chánh Thanh tra tỉnh"], []),
]

NO_LEAD = [
    "Đồng chí Chủ tịch UBND tỉnh đã chủ trì kết luận hội nghị.",
    "Hoàn thiện dự án luật do Bộ Tư pháp chủ trì soạn thảo.",
    "Rà soát các nhiệm vụ chủ trì của từng cơ quan.",
    "Nâng cao chất lượng giao ban hằng tháng.",
    "Thực hiện các nhiệm vụ được giao.",
    "Tổ chức nghiên cứu, quán triệt nội dung Kế hoạch.",
    "Báo cáo UBND tỉnh kết quả thực hiện.",
    "Ban hành quy chế phối hợp giữa các ngành.",
    "Đôn đốc các cơ quan, đơn vị thực hiện.",
    "Phòng, chống tham nhũng, tiêu cực.",
    "Kinh phí thực hiện do ngân sách nhà nước bảo đảm.",
    "Quyết định này có hiệu lực kể từ ngày ký.",
    "UBND tỉnh đã ban hành Kế hoạch số 12/KH-UBND.",
    "Bộ tiêu chí đánh giá được cập nhật thường xuyên.",
]


def view_of(text: str) -> View:
    folded = fold(text)
    return View(folded, (Span(0, len(folded)),))


@pytest.mark.parametrize(("sentence", "lead", "coordinating"), CASES)
def test_a_sentence_names_its_bodies(sentence: str, lead: list[str], coordinating: list[str]) -> None:
    statements = read_statements(view_of(sentence))
    assert [body.value for found in statements for body in found.lead] == lead
    assert [body.value for found in statements for body in found.coordinating] == coordinating


@pytest.mark.parametrize("sentence", NO_LEAD)
def test_a_body_that_is_only_spoken_of_leads_nothing(sentence: str) -> None:
    assert [body.value for found in read_statements(view_of(sentence)) for body in found.lead] == []


@pytest.mark.parametrize(
    ("attribute", "lead", "coordinating"),
    [
        (
            "Phân công thực hiện: Sở Nội vụ (chủ trì), Sở Tài chính, Sở Y tế (phối hợp).",
            ["Sở Nội vụ"],
            ["Sở Tài chính", "Sở Y tế"],
        ),
        ("Trách nhiệm thực hiện: Sở Nội vụ chủ trì; các sở, ngành phối hợp.", ["Sở Nội vụ"], ["các sở, ngành"]),
        ("Thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Tài chính.", ["Sở Nội vụ"], ["Sở Tài chính"]),
        (
            "Đơn vị thực hiện: Cục Thuế tỉnh (đầu mối), Kho bạc Nhà nước tỉnh.",
            ["Cục Thuế tỉnh", "Kho bạc Nhà nước tỉnh"],
            [],
        ),
    ],
)
def test_an_attribute_names_its_bodies(attribute: str, lead: list[str], coordinating: list[str]) -> None:
    view = view_of(attribute)
    found = read_attribute(view)
    assert found is not None
    roles = read_attribute_roles(view, found)
    assert [body.value for body in (*roles.lead, *roles.bodies["executing"])] == lead
    assert [body.value for body in roles.coordinating] == coordinating
