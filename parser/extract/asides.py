"""Asides: items among tasks that give nothing out: notes, what something is made up of, who holds which post, kinds of what something is done to."""

from parser.extract.agencies import vocabulary
from parser.lexicon.phrases import worded
from parser.normalise.views import View

_SECTIONS = "sections.toml"
_NOTE = worded(r"{notes}\b", _SECTIONS)
# "Tài liệu phục vụ hội nghị: Gồm danh sách, biên bản": what something is made up of.
_CONSISTS = worded(r"[^:.;]{3,80}: {consists} ", _SECTIONS)
_POST = worded(r"(?:các )?{posts}(?: \p{L}++){0,5}\s?: (?=\p{L})", _SECTIONS)
_KINDS = worded(
    r" (?:{several}|[0-9]{1,2}) (?:{kinds}(?!\p{L}) ){1,2}(?!{work}(?!\p{L}))(?:\p{L}++ ){0,4}?{following}\s?:$",
    _SECTIONS,
)


def is_aside(view: View) -> bool:
    """Tell whether an item notes something, or says what something is made up of."""
    return _NOTE.match(view.low) is not None or _CONSISTS.match(view.low) is not None


def names_holder(view: View) -> bool:
    """Tell whether a line names who holds a post ("Trưởng ban: Bà Lê Thị Hoa, Chủ tịch Hội Phụ nữ"), and not what the one who holds it does."""
    post = _POST.match(view.low)
    if post is None or not view.key[post.end()].isupper():
        return False
    return vocabulary().verbs.match(view.low, post.end()) is None


def announces_kinds(view: View) -> bool:
    """Tell whether a lead-in ends before kinds of what something is done to ("... kiểm tra các nhóm đối tượng sau:"), which are no actions."""
    return view.key.endswith(":") and _KINDS.search(view.low, max(0, len(view) - 100)) is not None
