"""Treaties by name: "Hiệp định| CPTPP|", "Công ước| Liên hợp quốc về quyền trẻ em|"."""

from parser.extract.citations.terms import cited, types_of, vocabulary
from parser.lexicon.phrases import any_of
from parser.normalise.letters import compiled

# Between the type and what the treaty is about: when it was made, and whose it is.
_OF = cited("(?: (?:{year} )?[0-9]{4})?(?: (?:{of} )?{unions})?(?: {year} [0-9]{4})? ")
_OF_LABOUR = cited("(?:{serial_word} )?[0-9]{1,3} {of} {labour_organisation}")
_ACRONYM = compiled(r"[A-Z]{3,}[a-z]?[A-Z]*(?![\p{L}0-9])")
_ABOUT_FORM = r"(?:{treaty_of_kind} )?{about}(?>(?: (?!{after_treaty}(?!\p{L})|{and} \p{Lu})(?>[\p{L}-]+)){2,14})"
_ABOUT = cited(_ABOUT_FORM)
_NAMED = cited(
    r"\p{Lu}(?>\p{Ll}*)(?>(?: {free_trade}(?!\p{L})| (?!{after_law}(?!\p{L}))(?>\p{L}+)| (?:-|{and}) \p{Lu}\p{L}*){0,12})"
    rf"(?: {_ABOUT_FORM})?"
)
_LONGEST = 130
_SHORT = cited(
    rf" \((?:{{calling}} {{called_short}} {{called}} )?(?:{any_of(types_of('treaty'))} )?(?P<name>\p{{Lu}}\p{{L}}*(?: \p{{Lu}}\p{{L}}*){{0,3}})\)"
)


def treaty_name(view: str, start: int) -> int | None:
    """Return the end of the name of a treaty whose type word ends at ``start``, None where no name stands there."""
    headed = _OF.match(view, start)
    if headed is None:
        return None
    place = headed.end()
    low = view[place : place + _LONGEST].lower()
    for name in vocabulary().treaties:
        if low.startswith(name) and not low[len(name) : len(name) + 1].isalpha():
            return place + len(name)
    for form in (_OF_LABOUR, _ACRONYM, _ABOUT, _NAMED):
        if found := form.match(view, place):
            return found.end()
    return None


def read_short_treaty(view: str, start: int) -> tuple[int, int] | None:
    """Return the place of the short name in brackets behind the name of a treaty: " (gọi tắt là Hiệp định CPTPP)"."""
    found = _SHORT.match(view, start)
    return found.span("name") if found else None
