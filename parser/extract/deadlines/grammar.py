"""The grammar of printed times, as regular expressions over lower-case text; each begins at the word that opens it.

They are written for ``re``, which matches several times faster than ``regex``: a group has a name once, what stands
behind has one width, and a list that must not be given back is an atomic group with no named group inside.
"""

from parser.lexicon.times import pairs, words

YEAR = r"(?:19|20)\d\d(?!\d)"
MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
QUARTER = r"(?:iv|i{1,3}|0?[1-4])(?!\w)"
AND = r"(?:, ?| {and} |, {and} | {or} )"
AND_TO = r"(?:, ?| {and} |, {and} | ?- ?| {to} | {or} )"
_BEFORE_YEAR = r"(?: ?[/.-] ?(?:{year} )?|,? (?:{of} )?{year} )"
OF_YEAR = rf"(?:{_BEFORE_YEAR}(?P<year>{YEAR}))"
# The year where one stands: it is not given back when what follows does not fit.
IF_YEAR = rf"(?:{OF_YEAR}|(?!{_BEFORE_YEAR}{YEAR}))"
ANY_UNIT = "{units+units_of_day}"
EACH = "{each}"
NUMBER = r"(?:\d{1,3}|{numbers})"
ONCE = r"(?:(?: ?/ ?| )(?:{one} |1 |01 )?{turn}(?!\w))"
# "6 tháng", "01 năm", "hằng quý", "tháng": what may stand in a list of cycles; "6 tháng đầu năm" and "tháng 6" may not.
CYCLE = rf"(?:{EACH} )?(?:{NUMBER} )?{ANY_UNIT}(?!\w| ?\d| (?:{{sides+study+other_words}}|[iv]+(?!\w)))"
CYCLES = rf"{CYCLE}(?:{ONCE})?(?>(?:(?:{AND}|/)(?:{{by_rule}} |{{periodic}} )?{CYCLE})*)"
WEEKDAY = r"{weekdays}(?!\w)"

# Patterns by the word that they begin with; the name of the group that matched says how ``_read`` reads it.
DAY_AFTER_WORD = (
    rf"(?:{{day}} ?"
    rf"(?P<days>\d{{1,2}}(?:{AND_TO}(?:{{day}} )?\d{{1,2}}){{0,9}}?)(?: ?[/.-] ?|,? {{month}} )"
    rf"(?P<month>{MONTH}){IF_YEAR}(?!\d|[/.-]\d))"
)
# "7 giờ 30, ngày 15/5/2026", "14h00, 15/5/2026": behind an hour stand minutes, no day.
DAY_OF_DIGITS = (
    rf"(?:(?<!{{hour}} )(?<!\d[hg:])(?<!\d[hg] )(?P<days>\d{{1,2}}(?:{AND_TO}(?:{{day}} )?\d{{1,2}}){{0,9}}?)(?: ?/ ?|[.-])"
    rf"(?P<month>{MONTH}) ?[/.-] ?(?P<year>{YEAR})(?![/.-]?\w))"
)
DAY_BEFORE_MONTH = rf"(?<!{{week}} )(?<!{{week}} {{ordinal}} )(?P<days>\d{{1,2}}) {{month}} (?P<month>{MONTH})(?:{OF_YEAR}|(?= {EACH} {{year}}))"
# "không quá 1/3", "1/2 ngày", "2/3 số xã": behind a measure, or before what is counted or divided, two numbers are a part of a whole.
_MEASURE_BEFORE = "".join(f"(?<!{word} )" for word in words("measure_before"))
DAY_WITHOUT_YEAR = (
    rf"{_MEASURE_BEFORE}(?P<days>\d{{1,2}})/(?P<month>{MONTH})"
    rf"(?:,? {{year}} (?P<year>{YEAR})|(?!,? {{year}} {YEAR})(?! (?:{{of}} )?{{counted}}(?!\w)))(?![/.,-]?[\w%])"
)
MONTH_DAY = rf"(?:{{day}} ?(?P<days>\d{{1,2}}(?>(?:{AND_TO}(?:{{day}} )?\d{{1,2}}){{0,30}}))(?![\d/.-]\d|\d))"
BARE_MONTH_DAY = rf"(?P<days>\d{{1,2}})(?= (?:{{of}} )?{EACH} {{month}})"
SHORT_MONTH = rf"t\.? ?(?P<months>{MONTH}) ?[/.-] ?(?P<year>{YEAR})(?!\w)"
SHORT_QUARTER = rf"q\.? ?(?P<quarters>{QUARTER})(?: ?[/.-] ?|,? (?:{{year}} )?)(?P<year>{YEAR})(?!\w)"
HALF = (
    rf"(?:(?P<months>0?[369](?= {{month}} )|{{halves}})(?:(?<=\d) {{month}})? (?P<side>{{sides}})(?: {{of}})?"
    rf"(?= {{year}}(?! {{study}})| ?/? ?{YEAR})(?: {{year}}(?! {{study}}))?(?: ?/? ?(?P<year>{YEAR}))?)"
)
MONTHS = (
    rf"(?:{{month}} ?(?P<months>{MONTH}(?>(?:{AND_TO}(?:{{month}} )?{MONTH}(?!/\d{{1,2}}(?!\d))){{0,11}}))"
    rf"{IF_YEAR}(?!\d|/\d))"
)
MONTH_OF_DIGITS = rf"(?:(?P<months>{MONTH}) ?[/.-] ?(?P<year>{YEAR})(?![\w%]|[/.-]\w))"
QUARTERS_OF = (
    rf"(?:{{quarter}} (?P<quarters>{QUARTER}(?>(?:{AND_TO}(?:{{quarter}} )?{QUARTER}){{0,3}})){IF_YEAR}(?!\d|/\d))"
)
TERM = rf"(?:{{year}} {{study}}(?: (?P<year>{YEAR}) ?- ?(?P<until>{YEAR}))?)"
PHASE = (
    rf"(?:{{phases}} (?:{{from}} )?(?:{{year}} )?(?P<year>{YEAR})"
    rf"(?: ?- ?| {{to+up_to}} )(?:{{end}} )?(?:{{year}} )?(?P<until>{YEAR}))"
)
YEARS = (
    rf"(?:(?:{{year}} )?(?P<years>{YEAR}(?>(?:(?:, ?| {{and}} |, {{and}} | ?- ?| {{to}} )(?:{{year}} )?{YEAR}){{0,6}}))"
    rf"(?![\w%]|[/.,-]\d))"
)
_BEHIND_PART = "|".join(f"(?<={part} {year})" for part in words("parts_of_year") for year in words("year"))
THIS_YEAR = rf"(?:{{year}}(?: {{this}}|(?:{_BEHIND_PART})(?! \d| {{study}}|\w)))"
ALWAYS = (
    rf"(?:(?P<adverb>{{ongoing}}(?>(?:(?:,| {{and}}|, {{and}})? {{ongoing}}){{0,3}}))"
    rf"(?>(?: (?:{{whole_of}} (?:{{whole}} )?{{year}}(?! {{study}})(?: {YEAR})?|{EACH} {ANY_UNIT}(?! ?\d)))?)(?!\w))"
)
THROUGHOUT = r"(?:{all_through} (?:{whole} )?(?:{throughout}|{year}(?! \d)))"
TIMES_A = rf"(?:{NUMBER} {{turn}}(?: ?/ ?| (?:(?:{{in+one}}|{EACH}) )+)(?:(?:1|01|{{one}}) )?{ANY_UNIT}(?!\w| \d))"
ONCE_A = rf"(?:{NUMBER} {ANY_UNIT}{ONCE}|{EACH} {ANY_UNIT} (?:{{at_least}} )*{NUMBER} {{turn}})"
PERIODIC = rf"(?:{{periodic}}(?:,? (?:{{at+by_rule+least_or_latest}} )?(?P<cycles>{CYCLES}))?)"
WEEKLY = rf"(?:{WEEKDAY}(?>(?:{AND}{WEEKDAY}){{0,6}})(?: {{periodic}})? {EACH} {{week}})"
# "hằng tuần vào thứ Hai"
WEEKLY_ON = rf"(?:{EACH} {{week}}[ ,(]+(?:{{at+before}} )?(?:\d{{1,2}} {{hour}} )?(?:{{day_parts}} )?(?:{{several}} )?(?:{{day}} )?(?P<weekdays>{WEEKDAY}(?>(?:{AND}{WEEKDAY}){{0,6}})))"
# "ngày 20 của các tháng 3, 6, 9, 12"
DAY_OF_MONTHS = (
    rf"(?:{{day}} ?(?P<day>\d{{1,2}}) (?:{{of}} )?{{several}} {{month}} (?P<months>{MONTH}(?>(?:{AND}(?:{{month}} )?{MONTH}){{1,11}}))"
    rf"(?!\d|[/.-]\d|,? {{year}} {YEAR})(?: {EACH} {{year}})?)"
)
# "tuần đầu tháng 9", "tuần thứ hai của tháng 9/2025"; and where it is a week of every month ("thứ Năm tuần thứ hai hằng tháng").
ORDINAL = r"(?:{sides}(?: {side_after})?|(?:{ordinal} )?(?:{numbers+ordinals}|[1-5])(?!\w))"
WEEK_OF_MONTH = rf"(?:{{week}} (?P<week>{ORDINAL})(?: {{of+in}})? {{month}} ?(?P<month>{MONTH}){IF_YEAR}(?!\d|/\d))"
_EVERY_UNIT = r"(?: {of+in})?(?: {each_day})? (?P<unit>{month+quarter})(?! ?\d| [iv]+(?!\w)|\w)"
WEEK_OF_UNIT = rf"(?:{{week}} {ORDINAL}{_EVERY_UNIT})"
WEEKDAY_OF_MONTH = rf"(?:(?P<weekday>{WEEKDAY})(?: {{of+in}})?(?: {{week}})? (?P<week>{ORDINAL}){_EVERY_UNIT})"
DAY_OF_UNIT = rf"(?:(?<!{{those}} )(?<!{{several}} ){{day}} (?P<working>{{working}} )?(?P<side>{{sides}})(?: {{side_after}})?{_EVERY_UNIT})"
_NO_QUARTER = r"(?! (?:[iv]+(?!\w)|\d))"
_BEHIND_SIDE = "|".join(
    f"(?<={side}{each} {unit})"
    for unit in words("quarter")
    for side in words("sides")
    for each in ("", *(f" {each}" for each in words("each_day")))
)
END_OF_QUARTER = (
    rf"(?:{{month}} {{sides}}(?: {{side_after}})?(?: {{of}})?(?: {{each_day}})? {{quarter}}{_NO_QUARTER}"
    rf"|{{quarter}}(?:{_BEHIND_SIDE}){_NO_QUARTER})"
)
EVERY = rf"(?:{CYCLES})"
COUNT = (
    rf"(?:(?P<counted>{NUMBER}(?: \([^()]{{1,20}}\))? (?:{{units_counted}}|{ANY_UNIT})(?: {{working}})?(?!\w| \d| {{sides}}))"
    rf"(?:{AND}{CYCLES})?)"
)
CYCLE_LIST = rf"(?:{{week+month+quarter}}(?:{AND}|/){CYCLES})"
LONE_CYCLE = r"(?:{year+quarter+month}(?= ?[(]))"
WHEN = r"{when}\b"
ACCORDING = r"{by_rule}\b(?! {by_no_rule})"
AFTER = r"{after} (?!{when} |{after_no_event}|\d)"
AFTER_EACH = r"{after} (?={each_one} {rounds}(?!\w))"
AROUND = r"{before}, {in}(?: {and}|,) {after} "
_FINISHED_BY = "|".join(f"(?<={phrase} )" for phrase in pairs("finished_whole", "by_rule"))
ACCORDING_IN_PROSE = rf"{{by_rule}} (?:{{just}} )?(?=(?:{{several}} )?{{mark}}|{{timetable}} (?:{{done_already}} )?{{laid_down}}(?!\w)|{{left_to}}(?! {{left_not}})\b|(?:{_FINISHED_BY}){{left_to}} {{left_in}} )"
