"""Bodies, at a glance: a heading that begins with the name of one, a word that names none."""

from parser.extract.agencies import read_bodies, vocabulary
from parser.lexicon.phrases import worded
from parser.normalise.views import View
from parser.signs.sign import SHEETS

LONGEST_HEADING = 120
"""What is longer, in characters, is no heading."""
_OPENER = worded(r"{signs.opener}?{signs.opener_to}?", *SHEETS)
# Kinds and levels that name no body by themselves.
_NO_NAME = worded(
    r"{signs.no_name}$|{level} {province+city+district+commune+central+level_of_base+region}(?!\p{L})", *SHEETS
)
_FIELDS = worded(r"{several} {fields}(?!\p{L})", "sections.toml")


def begins_with_body(view: View) -> bool:
    """Tell whether a short heading begins with a body that the vocabulary knows."""
    low = view.low
    if len(low) > LONGEST_HEADING:
        return False
    opener = _OPENER.match(low)
    bodies, _ = read_bodies(view, opener.end() if opener else 0)
    name = bodies[0].value.lower() if bodies else ""
    return bool(name) and not _NO_NAME.match(name) and not _FIELDS.match(name)


def is_no_name(name: str) -> bool:
    """Tell whether a lead is a bare kind of body or a level ("cơ quan", "cấp xã"), or an abbreviation that the vocabulary does not have ("GRDP")."""
    low = name.lower()
    if " " not in name and len(name) > 2 and name.isupper():
        return not (low in vocabulary().alone or low in vocabulary().acronyms.phrases)
    return _NO_NAME.match(low) is not None
