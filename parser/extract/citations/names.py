"""Where the name of a document ends: laws, documents of the Party, treaties, and schemes and plans cited without a number.

Every function takes the view and the offset right after the type word, and gives the end of the name, or None where no
name stands there.
"""

import re

import regex

from parser.extract.citations.terms import vocabulary
from parser.normalise.letters import LETTER

_LAW_WORD = r"(?:Bộ [Ll]uật|Luật|Pháp lệnh|BỘ LUẬT|LUẬT|PHÁP LỆNH)"
# Words that cannot stand in the name of a law after its first word: they begin what the sentence says about it.
_AFTER_NAME = (
    "ngày|năm|số|để|theo|về|tại|cho|được|đã|có|là|với|trong|trên|khi|nhằm|do|từ|đến|này|nêu|hiện|sửa|bổ|ban|hoặc|như|"
    "cũng|còn|thì|mà|sẽ|phải|vào|đối|bằng|trình|thuộc|quy|và|hay|đó|gồm|cùng|hướng|qua|tới|đang|bảo đảm|thông qua|các|"
    "những|của|một|gắn|giai|ở|mới|khóa|thay|quốc hội"
)
_FREE_NAME = regex.compile(
    rf"\p{{Lu}}[\p{{L}}&]*+(?: (?!(?:{_AFTER_NAME})(?!\p{{L}})|{_LAW_WORD})[\p{{L}}&]++| và (?=\p{{Lu}}\p{{Ll}})(?!"
    r"Luật|Bộ|Nghị|Quyết|Thông|Pháp|Chỉ|Kế|Hiến|Sở|Ủy|Ban|Văn|Chương|Đề|Kết|Công)[\p{L}]++){0,9}+"
)
# A law named by initials ("Luật DSVH").
_ACRONYM = regex.compile(r"\p{Lu}{2,}(?:&\p{Lu}+)?(?![\p{L}&])(?: Việt Nam(?!\p{L}))?+")
_AMENDING = regex.compile(
    r"(?i)(?:sửa đổi|bổ sung)(?:(?:,| và|, và)? ?(?:bổ sung|sửa đổi|thay thế|bãi bỏ))?+(?: (?:một số|các))?+"
    r"(?: điều| khoản| nội dung)?+(?: [0-9]{1,3}(?:(?:, | và )[0-9]{1,3})*+)?+"
    r"(?: và \p{L}+ \p{L}+)?+(?: của)?+(?: các)?+ ?"
)
_ABOUT = re.compile(r",? (?:về )?(?:việc )?")
_NESTED_LAW = regex.compile(rf"(?:(?:, và |, | và |; ?)(?:một số điều của )?)?{_LAW_WORD} ")
_LAWS_ABOUT = regex.compile(r"(?:[Ll]uật|[\p{Ll}]+)(?: [\p{Ll}]+){0,11}+")
_HEAD_OF_LIST = re.compile(r" ?: ?| ")
_IN_LIST = re.compile(r"(?:,|;) ?(?:và )?| và ")
_YEAR = re.compile(r"(?: (?:năm )?(?:19|20)[0-9]{2}(?![0-9/-])| \((?:năm )?(?:19|20)[0-9]{2}\))")
_CONSTITUTION = regex.compile(
    r"(?i)(?: (?:nước )?Cộng hòa xã hội chủ nghĩa Việt Nam)?+(?: (?:năm )?(?:19|20)[0-9]{2}(?![0-9/-]))?+"
)
_CONSTITUTION_AND_LAW = regex.compile(r"(?i),? (?:và )?(?:hệ thống )?pháp luật")
_NO_LAW_AFTER = re.compile(rf"(?:Việt Nam|Hà Nội|[Ss]ư|[Gg]ia)(?![{LETTER}])")

_ORDINAL = (
    r"(?:[0-9]{1,2}(?![0-9/])|[IVXL]{1,6}(?!\p{L})|thứ [IVXL]{1,6}(?!\p{L})|thứ [0-9]{1,2}|thứ "
    r"(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười(?: (?:một|hai|ba|bốn|lăm|sáu))?+)(?!\p{L}))"
)
_TERM = r"(?:,? ?\(?khóa [IVXL]{1,6}(?!\p{L})(?:\))?)"
# How both forms below can begin: a cheap test before them.
_PARTY_OPENS = re.compile(r" (?:Hội nghị|lần|của|Ban |BCH|Trung ương|TW|TƯ|Đại hội)", re.IGNORECASE)
_CENTRAL = regex.compile(
    rf"(?i) (?:Hội nghị )?(?:lần {_ORDINAL} )?(?:của )?(?:Ban Chấp hành |BCH )?(?:Trung ương|TW|TƯ)(?: Đảng)?{_TERM}?"
    rf"(?: lần)?(?: {_ORDINAL})?{_TERM}?(?! *[0-9/])"
)
_CONGRESS = regex.compile(
    rf"(?i) Đại hội(?: đại biểu)?(?: Đảng(?! bộ))?(?: toàn quốc)?(?: lần)?(?: {_ORDINAL})?"
    rf"(?:(?: của)? (?:Đảng(?! bộ)|(?:Đảng bộ|Công đoàn|Mặt trận Tổ quốc|Hội (?:Nông dân|Liên hiệp Phụ nữ|Cựu chiến binh)|Đoàn (?:TNCS|Thanh niên Cộng sản) Hồ Chí Minh)"
    rf"(?: Việt Nam)?(?: (?:tỉnh|thành phố|huyện|thị xã|xã|phường|quận|khối))?"
    rf"(?: (?-i:(?!Lần|LẦN|THỨ|NHIỆM)\p{{Lu}})[\p{{L}}]*){{0,4}}+)?)?"
    rf"(?: toàn quốc)?(?: lần {_ORDINAL}| {_ORDINAL})?(?:,? nhiệm kỳ [0-9]{{4}} ?- ?[0-9]{{4}}|{_TERM})?"
)
_HAS_ORDINAL = regex.compile(rf"(?i)(?:^| ){_ORDINAL}|nhiệm kỳ")

_QUOTED = re.compile(r'(?::| về| quốc gia| tổng thể|, dự án)? ?"[^"]{5,400}"')
# What bodies call a series of acts ("Chương trình "Nâng bước em tới trường"") is no document without its period.
_OF_ACTS = ("Chương trình", "chương trình")
_LONGEST_SCHEME = 400
_PERIOD_YEAR = re.compile(r" (?:giai đoạn|thời kỳ|năm|đến) [0-9]{4}")
_PERIOD = regex.compile(
    r"(?! (?:hành động|công tác|phối hợp|làm việc|thực hiện|triển khai|của|này|trên|tại|ở|trong|theo|đã|được|số|và)"
    r"(?!\p{L}))"
    r"(?: [\p{L}0-9&-]+,?){2,45}?"
    r" (?:(?:giai đoạn|thời kỳ) [0-9]{4} ?- ?[0-9]{4}|(?:5|10) năm [0-9]{4} ?- ?[0-9]{4}|đến năm [0-9]{4}"
    r"|đến 20[0-9]{2}(?=[,;.)]|$| (?:và|theo|của|trên|tầm|định)(?!\p{L})))"
    r"(?:,? (?:và )?(?:tầm nhìn|định hướng)(?: đến)?(?: năm)? [0-9]{4})?"
)
_NOT_IN_NAME = re.compile(
    rf"[0-9]/|[0-9]-[{LETTER}]|(?:Nghị quyết|Quyết định|Chỉ thị|Kết luận|Kế hoạch|Luật|Nghị định|thực hiện|Sở|UBND) |số [0-9]"
)

# A title without its period ends before a word that begins what the sentence says of the document; behind a comma it may go
# on, so that it is read there only before words that go on with the sentence.
_AFTER_TITLE = (
    "theo|tại|trên|của|để|nhằm|vào|cho|được|đã|là|phù hợp|ban hành|giai đoạn|thời kỳ|năm|với|từ|khi|do|bằng|bảo đảm|"
    "đảm bảo|gồm|này|đó|nêu|sau|ngay|mới ban hành|hiện hành|riêng"
)
_GOES_ON = "báo cáo|tổ chức|đồng thời|góp phần|bảo đảm|đảm bảo|trong đó|gắn|các|nhằm|để|từ đó|phù hợp|kịp thời"
_TITLE = regex.compile(
    rf"(?! và )(?: (?!(?:{_AFTER_TITLE})(?!\p{{L}})|và (?=\p{{Lu}}))[\p{{L}}&-]++(?:(?<=phòng),(?= chống))?+){{3,18}}+"
    rf"(?=$|[^ \p{{L}},]|,(?! \p{{Ll}})|, (?:{_GOES_ON})(?!\p{{L}})| (?:[^\p{{L}}0-9]|(?:{_AFTER_TITLE})(?!\p{{L}})|và \p{{Lu}}))"
)
# What tells a plan that others carry out from the plan that is being read: its year ("Kế hoạch kiểm tra công vụ năm 2023").
_NOT_IN_PLAN = "này|thực hiện|triển khai|được|từ|vào|theo|tại|của|để|quý|tháng|giai đoạn|trên|trong|số|đã|là|do|các"
_PLAN_OF_YEAR = regex.compile(
    rf"(?: (?!(?:{_NOT_IN_PLAN})(?!\p{{L}}))[\p{{L}}&-]++,?){{3,16}}? năm (?:19|20)[0-9]{{2}}(?! ?[-/0-9])"
)

# Between "Công ước" and what it is about: when it was made, and whose it is.
_TREATY_OF = re.compile(
    r"(?: (?:năm )?[0-9]{4})?(?: (?:của )?(?:Liên hợp quốc|Liên Hợp quốc|Liên Hợp Quốc|LHQ|ASEAN))?(?: năm [0-9]{4})? "
)
_ILO_NUMBER = re.compile(r"(?:số )?[0-9]{1,3} của (?:ILO|Tổ chức Lao động [Qq]uốc tế)")
_TREATY_ACRONYM = re.compile(rf"[A-Z]{{3,}}[a-z]?[A-Z]*(?![{LETTER}0-9])")
_TREATY_ABOUT = regex.compile(
    r"(?:khung |quốc tế )?về(?: (?!(?:theo|tại|để|nhằm|đã|được|là|khi|ngày|năm|từ|do|mà|trên|trong|sau|này|nêu)(?!\p{L})"
    r"|và \p{Lu})[\p{L}-]++){2,14}+"
)
_TREATY_NAMED = regex.compile(
    rf"\p{{Lu}}\p{{Ll}}*+(?: tự do(?!\p{{L}})| (?!(?:{_AFTER_NAME})(?!\p{{L}}))\p{{L}}++| (?:-|và) \p{{Lu}}\p{{L}}*+){{0,12}}+"
    rf"(?: {_TREATY_ABOUT.pattern})?+"
)
_LONGEST_TREATY = 130


def law_name(view: str, start: int) -> int | None:
    """Return the end of the name of a law whose type word ends at ``start``: "Luật| Sở hữu trí tuệ| theo hướng"."""
    headed = _HEAD_OF_LIST.match(view, start)
    if headed is None:
        return None
    place = headed.end()
    if ":" in headed[0]:
        return _known_law(view, place)
    if amending := _amending(view, place):
        return _amended(view, amending.end())
    end = _plain_law(view, place)
    if end is None:
        return None
    year = _YEAR.match(view, end)
    return year.end() if year else end


def amended_laws(view: str, start: int) -> int | None:
    """Return the end of " (về) sửa đổi, bổ sung một số điều của Luật ..." at ``start``, or None without it."""
    about = _ABOUT.match(view, start)
    amending = _amending(view, about.end()) if about else None
    return _amended(view, amending.end()) if amending else None


def constitution_name(view: str, start: int) -> int | None:
    """Return the end of the name that begins with "Hiến pháp" (ends at ``start``): the state and the year may follow.

    "Hiến pháp và pháp luật" is no citation: it stands for all law.
    """
    if _CONSTITUTION_AND_LAW.match(view, start):
        return None
    found = _CONSTITUTION.match(view, start)
    end: int = found.end() if found else start
    return end


def party_name(view: str, start: int) -> int | None:
    """Return the end of "Trung ương 7 khóa X", "Đại hội Đảng bộ tỉnh lần thứ XIX" and their long forms."""
    if not _PARTY_OPENS.match(view, start):
        return None
    for form in (_CENTRAL, _CONGRESS):
        found = form.match(view, start)
        if found and _HAS_ORDINAL.search(found[0]):
            end: int = found.end()
            return end - 1 if view[end - 1] == ")" and "(" not in found[0] else end
    return None


def scheme_name(view: str, start: int) -> int | None:
    """Return the end of the name of a strategy, scheme or programme: in quotation marks, or with its period."""
    found: re.Match[str] | regex.Match[str] | None = _QUOTED.match(view, start)
    if found and view.endswith(_OF_ACTS, 0, start) and not _PERIOD_YEAR.search(view, start, found.end() + 20):
        return None
    if found is None:
        stop = start + _LONGEST_SCHEME
        if not _PERIOD_YEAR.search(view, start, stop):
            return None
        found = _PERIOD.match(view, start, stop)
        if found is None or _NOT_IN_NAME.search(found[0]):
            return None
    return found.end()


def title_name(view: str, start: int) -> int | None:
    """Return the end of a title without a period: "Bộ tiêu chí| ứng xử trong gia đình|", "Chiến lược| phát triển y tế học đường|"."""
    found = _TITLE.match(view, start)
    end: int | None = found.end() if found else None
    return end


def plan_name(view: str, start: int) -> int | None:
    """Return the end of the name of a plan with its year: "Kế hoạch| kiểm tra công vụ năm 2023| của Sở Nội vụ"."""
    found = _PLAN_OF_YEAR.match(view, start)
    end: int | None = found.end() if found else None
    return end


def treaty_name(view: str, start: int) -> int | None:
    """Return the end of the name of a treaty: "Hiệp định| CPTPP|", "Công ước| Liên hợp quốc về quyền trẻ em|"."""
    headed = _TREATY_OF.match(view, start)
    if headed is None:
        return None
    place = headed.end()
    low = view[place : place + _LONGEST_TREATY].lower()
    for name in vocabulary().treaties:
        if low.startswith(name) and not low[len(name) : len(name) + 1].isalpha():
            return place + len(name)
    for form in (_ILO_NUMBER, _TREATY_ACRONYM, _TREATY_ABOUT, _TREATY_NAMED):
        if found := form.match(view, place):
            return found.end()
    return None


def next_listed_law(view: str, start: int) -> tuple[int, int] | None:
    """Return the span of a known law's name that goes on a list at ``start``: ", Nhà ở" after "các Luật: Đất đai"."""
    joined = _IN_LIST.match(view, start)
    if joined is None or not view[joined.end() : joined.end() + 1].isupper():
        return None
    end = _known_law(view, joined.end())
    return None if end is None else (joined.end(), end)


def _amending(view: str, place: int) -> "regex.Match[str] | None":
    """Match "sửa đổi, bổ sung một số điều của" at ``place``."""
    return _AMENDING.match(view, place) if view[place : place + 7].lower() in ("sửa đổi", "bổ sung") else None


def _known_law(view: str, place: int) -> int | None:
    """Return the end of a law's name of the vocabulary at ``place``."""
    low = view[place : place + 130].lower()
    first = low.partition(" ")[0].strip(",;.:()")
    for name in vocabulary().laws.get(first, ()):
        if low.startswith(name) and not low[len(name) : len(name) + 1].isalpha():
            return place + len(name)
    return None


def _plain_law(view: str, place: int) -> int | None:
    """Return the end of a law's own name at ``place``: a known name, else a capitalised word and those after it."""
    known = _known_law(view, place)
    if known is not None:
        return known
    if view[place - 2].isupper() or _NO_LAW_AFTER.match(view, place):
        return None
    found = _ACRONYM.match(view, place) or _FREE_NAME.match(view, place)
    end: int | None = found.end() if found else None
    return end


def _amended(view: str, place: int) -> int | None:
    """Return the end of the name of an amending law: that of the last law which it amends."""
    end: int | None = None
    nested = _NESTED_LAW.match(view, place)
    while nested and (inner := _plain_law(view, nested.end())) is not None:
        year = _YEAR.match(view, inner)
        end = year.end() if year else inner
        nested = _NESTED_LAW.match(view, end)
    if end is None and (about := _LAWS_ABOUT.match(view, place)):
        end = about.end()
    return end
