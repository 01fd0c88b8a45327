"""Purpose: which parts of an outline give work out, and which state aims or facts, or only point to an appendix.

A heading tells by what it is called ("MỤC ĐÍCH, YÊU CẦU"), an item below it by words that are nothing but such a name, also where its text runs on from it.
"""

from parser.lexicon.phrases import worded
from parser.normalise.views import View
from parser.segment.outline import Item

HEADING_KINDS = frozenset(("phan", "chuong", "muc", "upper_letter", "roman", "heading", "phu_luc", "tieu_muc"))
"""The kinds of labels that headings have, whose name tells what the section is for."""
_LONGEST_HEADING = 300
_SECTIONS = "sections.toml"
_PURPOSE = worded(r"(?:{purpose_of} )?{purpose}(?!\p{L})", _SECTIONS)
_MORE = r"(?:,? (?:và )?(?:{strict_purpose_more}|{until} \d{4}))"
_STRICT_PURPOSE = worded(rf"{{strict_purpose}}{_MORE}*\s?(?::|\.|$)", _SECTIONS)
# "Mục tiêu chung Phấn đấu hoàn thành ...": the capital behind it tells that another sentence begins.
_RUN_IN = worded(rf"(?!{{run_in_not}}){{strict_purpose}}{_MORE}+ ", _SECTIONS)
_WORK = worded(r"{work}", _SECTIONS)
_POINTS = worded(r"{points_to} (?:số )?(?:\d{1,2}|[ivx]{1,4}):", _SECTIONS)


def gives_work(item: Item, is_active: bool) -> bool:
    """Tell whether a section gives work out, by its heading or the first words of an item; ``is_active`` tells it of the section that it stands in.

    Below aims only an item that is called work does (who examines whom is seen elsewhere).
    """
    view = item.heading.view
    low = view.low
    if item.kind in HEADING_KINDS:
        return (
            (_PURPOSE.match(low) is None or _WORK.search(low) is not None) if len(low) < _LONGEST_HEADING else is_active
        )
    if is_active:
        return not _states_aims(view)
    return len(low) < _SHORT and _WORK.match(low) is not None


_SHORT = 80


def _states_aims(view: View) -> bool:
    """Tell whether an item is called an aim, a demand, a scope and no work."""
    low = view.low
    if _STRICT_PURPOSE.match(low) is not None:
        return _WORK.search(low[:60]) is None
    name = _RUN_IN.match(low)
    return name is not None and view.key[name.end() : name.end() + 1].isupper() and _WORK.search(name[0]) is None


def points_to_appendices(items: list[Item]) -> bool:
    """Tell whether items only name the appendices that follow ("- Phụ lục số 01: Danh mục ..."): what is to be done stands there."""
    return bool(items) and all(_POINTS.match(item.heading.view.low) and not item.children for item in items)
