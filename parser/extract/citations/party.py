"""Documents of the Party, cited by the occasion on which they were made: a session of its Central Committee, a congress."""

import re

from parser.extract.citations.terms import cited

_ORDINAL = r"(?:[0-9]{1,2}(?![0-9/])|[IVXL]{1,6}(?!\p{L})|{ordinal_word} (?:[IVXL]{1,6}|{ordinals})(?!\p{L})|{ordinal_word} [0-9]{1,2})"
_TERM = r"(?:,? ?\(?{term} [IVXL]{1,6}(?!\p{L})\)?)"
# How both forms below can begin: a cheap test before them.
_OPENS = cited(" {occasions}", re.IGNORECASE)
_SESSION = cited(
    rf"(?i) (?:{{session}} )?(?:{{times}} {_ORDINAL} )?(?:{{of}} )?(?:{{committee}} )?{{central}}(?: {{party}})?{_TERM}?"
    rf"(?: {{times}})?(?: {_ORDINAL})?{_TERM}?(?! *[0-9/])"
)
_WHOLE_PARTY = "{party}(?! {branch})"
_ORGANISATION = (
    r"(?:{party_branch}|{organisations})(?: {nation})?(?: {province+city+district+commune+bloc})?"
    r"(?>(?: (?-i:(?!{ends_congress})\p{Lu})\p{L}*){0,4})"
)
_CONGRESS = cited(
    rf"(?i) {{congress}}(?: {{delegates}})?(?: {_WHOLE_PARTY})?(?: {{national}})?(?: {{times}})?(?: {_ORDINAL})?"
    rf"(?:(?: {{of}})? (?:{_WHOLE_PARTY}|{_ORGANISATION}))?"
    rf"(?: {{national}})?(?: {{times}} {_ORDINAL}| {_ORDINAL})?(?:,? {{term_of_office}} [0-9]{{4}} ?- ?[0-9]{{4}}|{_TERM})?"
)
_HAS_ORDINAL = cited(rf"(?i)(?:^| ){_ORDINAL}|{{term_of_office}}")
COMMITTEE = cited(
    r"(?i){committee_in_full} (?:{central_in_full}(?: {party})?|{party_branch} [^,]{2,30}?)(?:,? {term} [IVXL]+)?$"
)
"""The committee at the end of a name, which issued the document."""


def party_name(view: str, start: int) -> int | None:
    """Return the end of "Trung ương 7 khóa X", "Đại hội Đảng bộ tỉnh lần thứ XIX" and their long forms."""
    if not _OPENS.match(view, start):
        return None
    for form in (_SESSION, _CONGRESS):
        found = form.match(view, start)
        if found and _HAS_ORDINAL.search(found[0]):
            end = found.end()
            return end - 1 if view[end - 1] == ")" and "(" not in found[0] else end
    return None
