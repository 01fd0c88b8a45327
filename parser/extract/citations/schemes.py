"""Schemes, strategies and plans cited without a number: in quotation marks, with their period, by a title, with their year.

Every function takes the view and the offset right after the type word, and gives the end of the name, or None where no
name stands there.
"""

from parser.extract.citations.terms import cited, cue_words

_QUOTED = cited(r'(?::| {quoted_after}|, {quoted_project})? ?"[^"]{5,400}"')
_OF_ACTS = cue_words("series_of_acts", "Series_of_acts")
_LONGEST = 400
_PERIOD_YEAR = cited(" {phases+year+until} [0-9]{4}")
_WORD = r"[\p{L}0-9&-]+"
_PERIOD = cited(
    rf"(?! {{no_scheme}}(?!\p{{L}}))(?: {_WORD},?){{2,45}}?"
    r" (?:{phases} [0-9]{4} ?- ?[0-9]{4}|(?:5|10) {year} [0-9]{4} ?- ?[0-9]{4}|{until} {year} [0-9]{4}"
    r"|{until} 20[0-9]{2}(?=[,;.)]|$| {after_period}(?!\p{L})))"
    r"(?:,? (?:{and} )?{outlook}(?: {until})?(?: {year})? [0-9]{4})?"
)
_NOT_IN_NAME = cited(r"[0-9]/|[0-9]-\p{L}|{not_in_scheme} |{serial_word} [0-9]")
_PAIRED = r"(?:(?<={paired}),(?= {paired_with}))?"
_TITLE = cited(
    rf"(?! {{and}} )(?>(?: (?!{{after_title}}(?!\p{{L}})|{{and}} (?=\p{{Lu}}))(?>[\p{{L}}&-]+){_PAIRED}){{3,18}})"
    r"(?=$|[^ \p{L},]|,(?! \p{Ll})|, {title_goes_on}(?!\p{L})| (?:[^\p{L}0-9]|{after_title}(?!\p{L})|{and} \p{Lu}))"
)
_PLAN_OF_YEAR = cited(r"(?: (?!{not_in_plan}(?!\p{L}))(?>[\p{L}&-]+),?){3,16}? {year} (?:19|20)[0-9]{2}(?! ?[-/0-9])")


def scheme_name(view: str, start: int) -> int | None:
    """Return the end of the name of a strategy, scheme or programme: in quotation marks, or with its period."""
    found = _QUOTED.match(view, start)
    if found and view.endswith(_OF_ACTS, 0, start) and not _PERIOD_YEAR.search(view, start, found.end() + 20):
        return None
    if found is None:
        stop = start + _LONGEST
        if not _PERIOD_YEAR.search(view, start, stop):
            return None
        found = _PERIOD.match(view, start, stop)
        if found is None or _NOT_IN_NAME.search(found[0]):
            return None
    return found.end()


def title_name(view: str, start: int) -> int | None:
    """Return the end of a title without a period: "Bộ tiêu chí| ứng xử trong gia đình|", "Chiến lược| phát triển y tế học đường|"."""
    found = _TITLE.match(view, start)
    return found.end() if found else None


def plan_name(view: str, start: int) -> int | None:
    """Return the end of the name of a plan with its year: "Kế hoạch| kiểm tra công vụ năm 2023| của Sở Nội vụ"."""
    found = _PLAN_OF_YEAR.match(view, start)
    return found.end() if found else None
