"""Lists: the labels that a browser prints before list items (HTML Living Standard, 4.4 and 15.3.7; CSS Lists 3; CSS 2.2, 12).

The form of a label is that of the item's or list's style, else of its ``type``, else that of the element.
"""

import re
from dataclasses import dataclass

from lxml import html

from parser.read.html.sheet import Declared
from parser.read.numerals import write_number

BULLET = "- "
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = frozenset(("disc", "circle", "square", "disclosure-open", "disclosure-closed"))
_LETTERS = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
_NUMBERS = {"lower-roman": "lowerRoman", "upper-roman": "upperRoman", "decimal-leading-zero": "decimalZero"}
_FORMS = _BULLETS | _LETTERS.keys() | _NUMBERS.keys() | {"none", "decimal"}
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_PIECE = re.compile(
    r"(?i)\"([^\"]*)\"|'([^']*)'|(counters?)\(\s*[\w-]+\s*(?:,\s*(?:\"([^\"]*)\"|'([^']*)'))?\s*(?:,\s*([\w-]+))?\s*\)"
)
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_PICTURE = re.compile("[\ue000-\uf8ff]")
"""A sign of a font of pictures, as pages put before items."""


@dataclass(slots=True)
class OpenList:
    """An open list: the form of its labels, the number of its next item, how its numbers go on, the number of its last item."""

    form: str
    number: int
    step: int
    last: int = 0


def open_list(element: html.HtmlElement, style: str | None) -> OpenList:
    """Return a list that begins; ``style`` is what is said of its items' labels."""
    ordered = element.tag == "ol"
    form = _form(style) or _form_of_type(element) or ("decimal" if ordered else "disc")
    back = ordered and element.get("reversed") is not None
    first = sum(1 for _ in element.iterchildren("li")) if back else 1
    return OpenList(form, whole(element.get("start"), first), -1 if back else 1)


def label(element: html.HtmlElement, lists: list[OpenList], said: Declared) -> str:
    """Return the label of an item of the innermost list, and step the list."""
    current = lists[-1]
    current.last = whole(element.get("value"), current.number)
    current.number = current.last + current.step
    printed = _label(current.last, _form(said.list_style) or _form_of_type(element) or current.form)
    return printed + (_put_before(said.before, lists) if said.before else "")


def is_number(printed: str) -> bool:
    """Tell whether a label says something without its item: numbers and letters do, a bullet does not."""
    return any(map(str.isalnum, printed))


def _form(style: str | None) -> str | None:
    """Return the form that a list's style says: a name of CSS, or the string to be printed behind a quotation mark."""
    if not style:
        return None
    if string := _STRING.search(style):
        return '"' + _unescaped(string[1] or string[2] or "")
    return next((word for word in style.lower().split() if word in _FORMS), None)


def _form_of_type(element: html.HtmlElement) -> str | None:
    kind = (element.get("type") or "").strip()
    return _TYPES.get(kind) or (kind.lower() if kind.lower() in _FORMS else None)


def _label(number: int, form: str) -> str:
    if form.startswith('"'):
        return form[1:]
    if form == "none":
        return ""
    return BULLET if form in _BULLETS else f"{numeral(number, form)}. "


def numeral(number: int, form: str) -> str:
    """Return a number as a form of CSS prints it."""
    if (first := _LETTERS.get(form)) is not None and number > 0:
        letters = ""
        while number > 0:
            number, letter = divmod(number - 1, 26)
            letters = chr(ord(first) + letter) + letters
        return letters
    if form.endswith("roman") and number >= 4000:
        return str(number)
    return write_number(number, _NUMBERS.get(form, "decimal"))


def _put_before(content: str, lists: list[OpenList]) -> str:
    """Return what a rule puts before an item: its strings, and the numbers of the innermost lists for its counters."""
    pieces = list(_PIECE.finditer(content))
    own = iter([each.last for each in lists[-sum(piece[3] == "counter" for piece in pieces) :]])
    printed = []
    for piece in pieces:
        if piece[3] is None:
            printed.append(_unescaped(piece[1] or piece[2] or ""))
        elif piece[3].lower() == "counter":
            printed.append(numeral(next(own, 0), (piece[6] or "decimal").lower()))
        else:
            between = _unescaped(piece[4] or piece[5] or "")
            printed.append(between.join(numeral(each.last, (piece[6] or "decimal").lower()) for each in lists))
    text = _PICTURE.sub("-", "".join(printed))
    return text if text == "" or text[-1].isspace() else f"{text} "


def _unescaped(string: str) -> str:
    """Return a string of CSS with its escapes (CSS 2.2, 4.1.3) as the characters that they stand for."""

    def character(found: re.Match[str]) -> str:
        if found[1] is None:
            return str(found[2])
        code = int(found[1], 16)
        return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"

    return _ESCAPED.sub(character, string)


def whole(value: str | None, default: int) -> int:
    """Return the whole number that an attribute holds, ``default`` where it holds none."""
    try:
        return int(value) if value and len(value) < 9 else default
    except ValueError:
        return default
