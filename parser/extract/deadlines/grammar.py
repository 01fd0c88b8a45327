"""The grammar of printed times, as regular expressions over lower-case text; each begins at the word that opens it.

They are written for ``re``, which matches several times faster than ``regex``: a group has a name once, what stands
behind has one width, and a list that must not be given back is an atomic group with no named group inside.
"""

from parser.lexicon.times import one_of, words

YEAR = r"(?:19|20)\d\d(?!\d)"
MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
QUARTER = r"(?:iv|i{1,3}|0?[1-4])(?!\w)"
AND = r"(?:, ?| và |, và | hoặc )"
AND_TO = r"(?:, ?| và |, và | ?- ?| đến | hoặc )"
_BEFORE_YEAR = r"(?: ?[/.-] ?(?:năm )?|,? (?:của )?năm )"
OF_YEAR = rf"(?:{_BEFORE_YEAR}(?P<year>{YEAR}))"
# The year where one stands: it is not given back when what follows does not fit.
IF_YEAR = rf"(?:{OF_YEAR}|(?!{_BEFORE_YEAR}{YEAR}))"
UNITS, ANY_UNIT = one_of("units"), one_of("units", "units_of_day")
EACH = one_of("each")
NUMBER = rf"(?:\d{{1,3}}|{one_of('numbers')})"
ONCE = r"(?:(?: ?/ ?| )(?:một |1 |01 )?lần(?!\w))"
# "6 tháng", "01 năm", "hằng quý", "tháng": what may stand in a list of cycles; "6 tháng đầu năm" and "tháng 6" may not.
CYCLE = rf"(?:{EACH} )?(?:{NUMBER} )?{ANY_UNIT}(?!\w| ?\d| (?:đầu|cuối|học|[iv]+(?!\w)))"
CYCLES = rf"{CYCLE}(?:{ONCE})?(?>(?:(?:{AND}|/)(?:theo |{one_of('periodic')} )?{CYCLE})*)"
WEEKDAY = rf"{one_of('weekdays')}(?!\w)"

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
DAY_BEFORE_MONTH = rf"(?<!tuần )(?<!tuần thứ )(?P<days>\d{{1,2}}) tháng (?P<month>{MONTH})(?:{OF_YEAR}|(?= {EACH} năm))"
# "không quá 1/3", "1/2 ngày", "2/3 số xã": behind a measure, or before what is counted or divided, two numbers are a part of a whole.
_MEASURE_BEFORE = "".join(f"(?<!{word} )" for word in words("measure_before"))
DAY_WITHOUT_YEAR = (
    rf"{_MEASURE_BEFORE}(?P<days>\d{{1,2}})/(?P<month>{MONTH})"
    rf"(?:,? năm (?P<year>{YEAR})|(?!,? năm {YEAR})(?! (?:của )?{one_of('counted')}(?!\w)))(?![/.,-]?[\w%])"
)
MONTH_DAY = rf"(?:ngày ?(?P<days>\d{{1,2}}(?>(?:{AND_TO}(?:ngày )?\d{{1,2}}){{0,30}}))(?![\d/.-]\d|\d))"
BARE_MONTH_DAY = rf"(?P<days>\d{{1,2}})(?= (?:của )?{EACH} tháng)"
SHORT_MONTH = rf"t\.? ?(?P<months>{MONTH}) ?[/.-] ?(?P<year>{YEAR})(?!\w)"
HALF = (
    rf"(?:(?P<months>0?[369](?= tháng )|{one_of('halves')})(?:(?<=\d) tháng)? (?P<side>{one_of('sides')})(?: của)?"
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
    rf"(?:{one_of('phases')} (?:từ )?(?:năm )?(?P<year>{YEAR})"
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
_ONGOING = one_of("ongoing")
ALWAYS = (
    rf"(?:(?P<adverb>{_ONGOING}(?>(?:(?:,| và|, và)? {_ONGOING}){{0,3}}))"
    rf"(?>(?: (?:(?:trong|suốt|cả|trong suốt) (?:cả )?năm(?! học)(?: {YEAR})?|{EACH} {ANY_UNIT}(?! ?\d)))?)(?!\w))"
)
THROUGHOUT = rf"(?:suốt (?:cả )?(?:{one_of('throughout')}|năm(?! \d)))"
TIMES_A = rf"(?:{NUMBER} lần(?: ?/ ?| (?:(?:trong|một|{EACH}) )+)(?:(?:1|01|một) )?{ANY_UNIT}(?!\w| \d))"
ONCE_A = rf"(?:{NUMBER} {ANY_UNIT}{ONCE}|{EACH} {ANY_UNIT} (?:(?:ít nhất|tối thiểu|tổ chức) )*{NUMBER} lần)"
PERIODIC = rf"(?:{one_of('periodic')}(?:,? (?:vào |theo )?(?P<cycles>{CYCLES}))?)"
WEEKLY = rf"(?:{WEEKDAY}(?>(?:{AND}{WEEKDAY}){{0,6}}) {EACH} tuần)"
# "hằng tuần vào thứ Hai"
WEEKLY_ON = rf"(?:{EACH} tuần[ ,(]+(?:vào )?(?:{one_of('day_parts')} )?(?:các )?(?:ngày )?(?P<weekdays>{WEEKDAY}(?>(?:{AND}{WEEKDAY}){{0,6}})))"
# "ngày 20 của các tháng 3, 6, 9, 12"
DAY_OF_MONTHS = (
    rf"(?:ngày ?(?P<day>\d{{1,2}}) (?:của )?các tháng (?P<months>{MONTH}(?>(?:{AND}(?:tháng )?{MONTH}){{1,11}}))"
    rf"(?!\d|[/.-]\d|,? năm {YEAR})(?: {EACH} năm)?)"
)
# "tuần đầu tháng 9", "tuần thứ hai của tháng 9/2025"; and where it is a week of every month ("thứ Năm tuần thứ hai hằng tháng").
ORDINAL = rf"(?:{one_of('sides')}(?: {one_of('side_after')})?|(?:thứ )?(?:{one_of('numbers', 'ordinals')}|[1-5])(?!\w))"
WEEK_OF_MONTH = rf"(?:tuần (?P<week>{ORDINAL})(?: của| trong)? tháng ?(?P<month>{MONTH}){IF_YEAR}(?!\d|/\d))"
_EVERY_UNIT = rf"(?: của| trong)?(?: {one_of('each_day')})? (?P<unit>tháng|quý)(?! ?\d| [iv]+(?!\w)|\w)"
WEEK_OF_UNIT = rf"(?:tuần {ORDINAL}{_EVERY_UNIT})"
WEEKDAY_OF_MONTH = rf"(?:(?P<weekday>{WEEKDAY})(?: của| trong)?(?: tuần)? (?P<week>{ORDINAL}){_EVERY_UNIT})"
DAY_OF_UNIT = rf"(?:(?<!những )(?<!các )ngày (?P<working>làm việc )?(?P<side>{one_of('sides')})(?: {one_of('side_after')})?{_EVERY_UNIT})"
_NO_QUARTER = r"(?! (?:[iv]+(?!\w)|\d))"
_BEHIND_SIDE = "|".join(
    rf"(?<={side}{each} quý)" for side in words("sides") for each in ("", *(f" {each}" for each in words("each_day")))
)
END_OF_QUARTER = (
    rf"(?:tháng {one_of('sides')}(?: {one_of('side_after')})?(?: của)?(?: {one_of('each_day')})? quý{_NO_QUARTER}"
    rf"|quý(?:{_BEHIND_SIDE}){_NO_QUARTER})"
)
EVERY = rf"(?:{CYCLES})"
COUNT = (
    rf"(?:(?P<counted>{NUMBER}(?: \([^()]{{1,20}}\))? (?:{one_of('units_counted')}|{ANY_UNIT})(?: làm việc)?(?!\w| \d| (?:đầu|cuối)))"
    rf"(?:{AND}{CYCLES})?)"
)
CYCLE_LIST = rf"(?:(?:tuần|tháng|quý)(?:{AND}|/){CYCLES})"
LONE_CYCLE = r"(?:(?:năm|quý|tháng)(?= ?[(]))"
WHEN = r"khi\b"
ACCORDING = r"theo\b(?! dõi| sát)"
AFTER = r"sau (?!khi |đó|đây|\d)"
AROUND = r"trước, trong(?: và|,) sau "
ACCORDING_IN_PROSE = rf"theo (?:đúng )?(?=(?:các )?mốc|{one_of('left_to')}(?! tại| số| này)\b|(?<=hoàn thành theo ){one_of('left_to')} tại )"
