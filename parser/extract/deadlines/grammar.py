"""The grammar of printed times, as regular expressions over lower-case text; each begins at the word that opens it.

They are written for ``re``, which matches several times faster than ``regex``: a group has a name once, what stands
behind has one width, and a list that must not be given back is an atomic group with no named group inside.
"""

YEAR = r"(?:19|20)\d\d(?!\d)"
MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
QUARTER = r"(?:iv|i{1,3}|0?[1-4])(?!\w)"
AND = r"(?:, ?| và |, và | hoặc )"
AND_TO = r"(?:, ?| và |, và | ?- ?| đến | hoặc )"
_BEFORE_YEAR = r"(?: ?[/.-] ?(?:năm )?|,? (?:của )?năm )"
OF_YEAR = rf"(?:{_BEFORE_YEAR}(?P<year>{YEAR}))"
# The year where one stands: it is not given back when what follows does not fit.
IF_YEAR = rf"(?:{OF_YEAR}|(?!{_BEFORE_YEAR}{YEAR}))"
UNITS = r"(?:tuần|tháng|quý|năm)"
NUMBER = r"(?:\d{1,3}|một|hai|ba|bốn|sáu|mười)"
ONCE = r"(?:(?: ?/ ?| )(?:một |1 |01 )?lần(?!\w))"
# "6 tháng", "01 năm", "hằng quý", "tháng": what may stand in a list of cycles; "6 tháng đầu năm" and "tháng 6" may not.
CYCLE = rf"(?:(?:h[ằà]ng|mỗi) )?(?:{NUMBER} )?(?:{UNITS}|ngày)(?!\w| ?\d| (?:đầu|cuối|học|[iv]+(?!\w)))"
CYCLES = rf"{CYCLE}(?:{ONCE})?(?>(?:(?:{AND}|/)(?:theo |định kỳ )?{CYCLE})*)"
WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"

# Patterns by the word that they begin with; the name of the group that matched says how ``_read`` reads it.
DAY_AFTER_WORD = (
    rf"(?:ngày ?"
    rf"(?P<days>\d{{1,2}}(?:{AND_TO}(?:ngày )?\d{{1,2}}){{0,9}}?)(?: ?[/.-] ?|,? tháng )"
    rf"(?P<month>{MONTH}){IF_YEAR}(?!\d|[/.-]\d))"
)
DAY_OF_DIGITS = (
    rf"(?:(?P<days>\d{{1,2}}(?:{AND_TO}(?:ngày )?\d{{1,2}}){{0,9}}?)(?: ?/ ?|[.-])"
    rf"(?P<month>{MONTH}) ?[/.-] ?(?P<year>{YEAR})(?![/.-]?\w))"
)
DAY_BEFORE_MONTH = (
    rf"(?<!tuần )(?<!tuần thứ )(?P<days>\d{{1,2}}) tháng (?P<month>{MONTH})(?:{OF_YEAR}|(?= h[ằà]ng năm))"
)
# "không quá 1/3", "1/2 ngày", "2/3 số xã": two numbers that a measure goes before, or that what is counted follows, are a part of a whole. The
# nouns are those that officers count or divide by; a day of a month has none of them behind it.
_MEASURE_BEFORE = "".join(
    f"(?<!{word} )"
    for word in (
        *("quá", "ít nhất", "tối thiểu", "tối đa", "tỷ lệ", "tỉ lệ", "đạt", "trên", "hơn", "dưới", "gần", "bằng", "đủ"),
        *("giảm", "tăng", "chiếm", "được", "còn", "mới", "đã"),
    )
)
_PART_OF = (
    r"(?! (?:của )?(?:tổng|số|ngày|buổi|giờ|tháng|năm học|thời gian|thời lượng|thời hạn|khối lượng|diện tích|chiều|đoạn|quãng|tiến độ|giá|mức|tiền|lương|chi phí|kinh phí|vốn|ngân sách|dự toán|kế hoạch|chỉ tiêu"
    r"|mục tiêu|nhiệm vụ|nội dung|công việc|tiêu chí|chương trình|dự án|công trình|hạng mục|hồ sơ|kiến nghị|ý kiến|phiếu|thành viên|đại biểu|ủy viên|hội viên|đảng viên|cán bộ|công chức|viên chức|người|học sinh|lao động"
    r"|hộ|dân số|xã|phường|thôn|bản|ấp|khu phố|huyện|tỉnh|quận|đơn vị|cơ quan|trường|lớp|cơ sở|doanh nghiệp|hợp tác xã|tổ|nhóm|tuyến|điểm|trạm|lượt|cuộc|kỳ|đợt|phần|khẩu phần|nhu cầu|công suất|sản lượng|ca|trận)(?!\w))"
)
DAY_WITHOUT_YEAR = rf"{_MEASURE_BEFORE}(?P<days>\d{{1,2}})/(?P<month>{MONTH})(?:,? năm (?P<year>{YEAR})|(?!,? năm {YEAR}){_PART_OF})(?![/.,-]?[\w%])"
MONTH_DAY = rf"(?:ngày ?(?P<days>\d{{1,2}}(?>(?:{AND_TO}(?:ngày )?\d{{1,2}}){{0,30}}))(?![\d/.-]\d|\d))"
BARE_MONTH_DAY = r"(?P<days>\d{1,2})(?= (?:của )?h[ằà]ng tháng)"
SHORT_MONTH = rf"t\.? ?(?P<months>{MONTH}) ?[/.-] ?(?P<year>{YEAR})(?!\w)"
HALF = (
    rf"(?:(?P<months>0?[369](?= tháng )|nửa)(?:(?<=\d) tháng)? (?P<side>đầu|cuối)(?: của)?"
    rf"(?= năm(?! học)| ?/? ?{YEAR})(?: năm(?! học))?(?: ?/? ?(?P<year>{YEAR}))?)"
)
MONTHS = (
    rf"(?:tháng ?(?P<months>{MONTH}(?>(?:{AND_TO}(?:tháng )?{MONTH}(?!/\d{{1,2}}(?!\d))){{0,11}}))"
    rf"{IF_YEAR}(?!\d|/\d))"
)
MONTH_OF_DIGITS = rf"(?:(?P<months>{MONTH}) ?[/.-] ?(?P<year>{YEAR})(?![\w%]|[/.-]\w))"
QUARTERS_OF = rf"(?:quý (?P<quarters>{QUARTER}(?>(?:{AND_TO}(?:quý )?{QUARTER}){{0,3}})){IF_YEAR}(?!\d|/\d))"
TERM = rf"(?:năm học(?: (?P<year>{YEAR}) ?- ?(?P<until>{YEAR}))?)"
PHASE = (
    rf"(?:(?:giai đoạn|thời kỳ) (?:từ )?(?:năm )?(?P<year>{YEAR})"
    rf"(?: ?- ?| (?:đến|tới) )(?:hết )?(?:năm )?(?P<until>{YEAR}))"
)
YEARS = (
    rf"(?:(?:năm )?(?P<years>{YEAR}(?>(?:(?:, ?| và |, và | ?- ?| đến )(?:năm )?{YEAR}){{0,6}}))"
    rf"(?![\w%]|[/.,-]\d))"
)
THIS_YEAR = (
    r"(?:năm(?: nay|(?:(?<=cuối năm)|(?<=đầu năm)|(?<=giữa năm)|(?<=trong năm)|(?<=cả năm)|(?<=hết năm))"
    r"(?! \d| học|\w)))"
)
ALWAYS = (
    rf"(?:(?P<adverb>(?:thường xuyên|liên tục)(?>(?:(?:,| và|, và)? (?:thường xuyên|liên tục)){{0,3}}))"
    rf"(?>(?: (?:(?:trong|suốt|cả|trong suốt) (?:cả )?năm(?! học)(?: {YEAR})?|h[ằà]ng (?:{UNITS}"
    rf"|ngày)(?! ?\d)))?)(?!\w))"
)
THROUGHOUT = r"(?:suốt (?:cả )?(?:quá trình|thời gian|năm(?! \d)))"
TIMES_A = rf"(?:{NUMBER} lần(?: ?/ ?| (?:trong |mỗi |một |h[ằà]ng )+)(?:(?:1|01|một) )?(?:{UNITS}|ngày)(?!\w| \d))"
ONCE_A = rf"(?:{NUMBER} {UNITS}{ONCE}|mỗi (?:{UNITS}|ngày) (?:(?:ít nhất|tối thiểu|tổ chức) )*{NUMBER} lần)"
PERIODIC = rf"(?:định (?:kỳ|kì)(?:,? (?:vào |theo )?(?P<cycles>{CYCLES}))?)"
WEEKLY = rf"(?:{WEEKDAY}(?>(?:{AND}{WEEKDAY}){{0,6}}) (?:h[ằà]ng|mỗi) tuần)"
END_OF_QUARTER = (
    r"(?:tháng (?:cuối|đầu)(?: cùng| tiên)?(?: của)?(?: mỗi| h[ằà]ng| từng)? quý(?! (?:[iv]+(?!\w)|\d))"
    r"|quý(?:(?<=cuối quý)|(?<=đầu quý)|(?<=cuối mỗi quý)|(?<=đầu mỗi quý)|(?<=cuối h[ằà]ng quý)|(?<=đầu h[ằà]ng quý)"
    r"|(?<=cuối từng quý)|(?<=đầu từng quý))(?! (?:[iv]+(?!\w)|\d)))"
)
EVERY = rf"(?:{CYCLES})"
COUNT = (
    rf"(?:(?P<counted>{NUMBER}(?: \([^()]{{1,20}}\))? (?:giờ|ngày|{UNITS})(?: làm việc)?(?!\w| \d| (?:đầu|cuối)))"
    rf"(?:{AND}{CYCLES})?)"
)
CYCLE_LIST = rf"(?:(?:tuần|tháng|quý)(?:{AND}|/){CYCLES})"
LONE_CYCLE = r"(?:(?:năm|quý|tháng)(?= ?[(]))"
WHEN = r"khi\b"
WHEN_IN_PROSE = r"khi (?:(?<=\bsau khi )|(?<=\bngay khi )|(?=(?:đã )?có ))"
ACCORDING = r"theo\b(?! dõi| sát)"
AFTER = r"sau (?!khi |đó|đây|\d)"
ACCORDING_IN_PROSE = (
    r"theo (?:đúng )?(?=(?:các )?mốc|(?:hướng dẫn|yêu cầu|chỉ đạo|tiến độ|lộ trình|kế hoạch|lịch)(?! tại| số| này)\b)"
)
