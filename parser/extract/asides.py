"""Asides: items among tasks that give nothing out: notes, what something is made up of, who holds which post, kinds of what something is done to."""

from collections.abc import Sequence

from parser.extract.acting import acts
from parser.extract.agencies import read_bodies, vocabulary
from parser.extract.attributes import Attribute
from parser.lexicon.phrases import holds, worded, words_of
from parser.normalise.views import View
from parser.segment.outline import Item

_SECTIONS = "sections.toml"
_NOTE = worded(r"{notes}\b", _SECTIONS)
_MEANS = worded(r"{means}(?!\p{L})", _SECTIONS)
# "Tài liệu phục vụ hội nghị: Gồm danh sách, biên bản": what something is made up of.
_CONSISTS = worded(r"[^:.;]{3,80}: {consists} ", _SECTIONS)
POST = worded(r"(?:các )?{posts}(?! {plural}(?!\p{L}))(?: \p{L}++){0,5}: (?=\p{L})", _SECTIONS, "names.toml")
"""A post of a team and the colon before who holds it, or what that one does."""
_NOTED_AS = tuple(f" {word} " for word in words_of("roles.toml", "noted_as"))
_AS_POST = worded(r" (?:{noted_as} )(?:{agency_or_unit} )?{posts}(?: \p{L}++){0,5}\s?[.;]?$", _SECTIONS, "roles.toml")
# "Phó Chủ tịch UBND tỉnh phụ trách văn hóa - xã hội": which of the deputies it is, not what is done.
_DEPUTY = worded(r"(?<!\p{L}){signing.deputy}(?!\p{L})", "header.toml")
_IN_CHARGE = worded(r" {in_charge} (?!{lead_manner}(?!\p{L}))[^,;:.()]{3,60}[.;]?", _SECTIONS, "roles.toml")
_KINDS = worded(
    r" (?:{several}|[0-9]{1,2}) (?:{kinds}(?!\p{L}) ){1,2}(?!{work}(?!\p{L}))(?:\p{L}++ ){0,4}?{following}:$",
    _SECTIONS,
)


def is_aside(view: View, has_items: bool) -> bool:
    """Tell whether an item, with items below it or none, notes something, or says what something is made up of or who holds a post."""
    is_told = _NOTE.match(view.low) is not None or (": " in view.key and _CONSISTS.match(view.low) is not None)
    return is_told or (not has_items and names_holder(view))


def names_holder(view: View) -> bool:
    """Tell whether a line says who holds a post ("Trưởng ban: Bà Lê Thị Hoa", "Tiểu ban Y tế: Sở Y tế làm Trưởng Tiểu ban"), and not what the one who holds it does."""
    post = POST.match(view.low)
    colon = post.end() if post else view.key.find(": ") + len(": ")
    if colon < len(": ") or not view.key[colon].isupper():
        return False
    if post is None and not holds(view.low, _NOTED_AS):
        return False
    bodies, stop = read_bodies(view, colon)
    if post is None:
        return bool(bodies) and _AS_POST.match(view.low, stop) is not None
    is_person = bool(bodies) and bodies[0].kind == "person"  # "Lãnh đạo Sở Y tế" begins like a verb
    if vocabulary().verbs.match(view.low, colon) and not is_person:
        return False
    if bodies and _DEPUTY.search(view.low, colon, stop) and _IN_CHARGE.fullmatch(view.low, stop):
        return True
    return not (bodies and acts(view, stop, len(view), True))


def lists_holders(items: Sequence[Item]) -> bool:
    """Tell whether items are nothing but who holds which post: what stands above them is a team and no work."""
    return bool(items) and all(not item.children and names_holder(item.heading.view) for item in items)


def may_act(view: View, attribute: Attribute) -> bool:
    """Tell whether what begins like a time or like means can say who does something ("Thời hạn báo cáo: Các xã gửi ...", "Kinh phí: Phòng Tài chính bố trí ...")."""
    return attribute.content < attribute.end and (attribute.kind == "time" or _MEANS.match(view.low) is not None)


def announces_kinds(view: View) -> bool:
    """Tell whether a lead-in ends before kinds of what something is done to ("... kiểm tra các nhóm đối tượng sau:"), which are no actions."""
    return view.key.endswith(":") and _KINDS.search(view.low, max(0, len(view) - 100)) is not None


def only_announces(view: View, end: int) -> bool:
    """Tell whether all that a lead-in says of its bodies, which end at ``end``, is that they do what stands below it ("... thực hiện các nhiệm vụ sau:")."""
    return _ONLY_ANNOUNCES.fullmatch(view.low, end) is not None


_ONLY_ANNOUNCES = worded(
    r"(?:,? {announced_how})*(?:,? (?:{announced_helps} )*{announced_doing}(?: (?:{announced_some} )?{announced_what}(?: {announced_kind})*)?)?,? {following+announced_below}:|(?:,? {announced_how})+:",
    "sections.toml",
)
