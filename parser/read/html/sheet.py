"""Sheet: what the rules of a page's own style sheets say of lists and fonts (CSS 2.2: sections 5, 6.4, 12 and 15.3).

Selectors of elements, classes and ids are understood, with what they stand in ("ol.a > li", ".doc ol ol li"), and what is put
before an element; a rule with any other selector says nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import html

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
_SIMPLE = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)", re.I)
_BEFORE = re.compile(r":{1,2}(before|marker)$")
_LIST_STYLE = re.compile(r"(?i)(?<![\w-])list-style(?:-type)?\s*:\s*([^;]+)")
_FONT = re.compile(
    r"(?i)(?<![\w-])(?:font-family\s*:|font\s*:[^;\"']{0,60}?\d(?:pt|px|r?em|%)(?:/[\w.%]+)?\s)\s*[\"']?([^;\"',]+)"
)
_CONTENT = re.compile(r"(?i)(?<![\w-])content\s*:\s*((?:\"[^\"]*\"|'[^']*'|[^;\"'])*)")
_KNOWN = 4_096
_CANDIDATES, _AROUND, _LONGEST = 16, 32, 6
"""The most rules of one last name (the last ones win), elements around one, and names in a selector that are looked at."""


class Declared(NamedTuple):
    """What is said of an element: the style of its list, its font, what is put before it; None for nothing."""

    list_style: str | None = None
    font: str | None = None
    before: str | None = None


NOTHING = Declared()


class _Name(NamedTuple):
    """One name of a selector: an element, its classes and id, and whether it stands right inside the one before."""

    tag: str
    classes: frozenset[str]
    id: str
    is_child: bool


class _Rule(NamedTuple):
    """A rule: how much it weighs, the names of its selector from the last, what it says."""

    weight: tuple[int, int, int, int]
    names: tuple[_Name, ...]
    declared: Declared


@lru_cache(1024)
def declared_in(style: str | None) -> Declared:
    """Return what the style attribute of an element says."""
    if not style or ("font" not in style and "list" not in style):
        return NOTHING
    return Declared(_value(_LIST_STYLE, style), _value(_FONT, style))


def _value(pattern: re.Pattern[str], declarations: str) -> str | None:
    found = pattern.search(declarations)
    return found[1].replace("!important", "").strip() if found else None


class Sheet:
    """The rules of a page that say anything of lists and fonts, by the last name of their selectors."""

    def __init__(self, css: str) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self._alone: dict[tuple[object, ...], Declared] = {}  # of elements on which nothing around them decides
        for order, (selector, declarations) in enumerate(_rules(css)):
            declared = _declared(_BEFORE.search(selector), declarations)
            names = _names(_BEFORE.sub("", selector)) if declared != NOTHING else ()
            if not names:
                continue
            ids, classes, tags = (sum(map(count, names)) for count in (_has_id, _classes, _has_tag))
            key = min((f".{name}" for name in names[0].classes), default=names[0].tag)
            self._rules.setdefault(key, []).append(_Rule((ids, classes, tags, order), names, declared))

    def of(self, element: html.HtmlElement) -> Declared:
        """Return what the rules say of an element."""
        if not self._rules:
            return NOTHING
        name = (element.tag, element.get("class"), element.get("id"))
        if (known := self._alone.get(name)) is not None:
            return known
        keys = (element.tag, "", *(f".{mark}" for mark in (name[1] or "").split()[:_LONGEST]))
        rules = [rule for key in keys for rule in self._rules.get(key, ())[-_CANDIDATES:]]
        said: list[str | None] = [None, None, None]
        for rule in sorted(rule for rule in rules if _matches(rule.names, element)):
            said = [new if new is not None else old for new, old in zip(rule.declared, said, strict=True)]
        declared = Declared(*said)
        if len(self._alone) < _KNOWN and all(len(rule.names) == 1 for rule in rules):
            self._alone[name] = declared
        return declared


def _declared(before: re.Match[str] | None, declarations: str) -> Declared:
    """Return what the declarations of a rule say, of an element or of what stands before it; a marker stands for the list's own."""
    if before is None:
        return declared_in(declarations)
    content = _value(_CONTENT, declarations)
    return Declared("none" if content and before[1] == "marker" else None, before=content)


def _has_id(name: _Name) -> int:
    return bool(name.id)


def _classes(name: _Name) -> int:
    return len(name.classes)


def _has_tag(name: _Name) -> int:
    return bool(name.tag)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield each selector of a sheet with its declarations."""
    for rule in _COMMENT.sub(" ", css).split("}"):
        head, _, declarations = rule.rpartition("{")
        for selector in head.rpartition("{")[2].split(","):
            selector = selector.strip()
            if selector and not selector.startswith("@"):
                yield selector, declarations


def _names(selector: str) -> tuple[_Name, ...]:
    """Return the names of a selector from the last, none for one that is not understood."""
    names: list[_Name] = []
    is_child = False
    for piece in selector.replace(">", " > ").split():
        if piece == ">":
            is_child = True
            continue
        found = _SIMPLE.fullmatch(piece)
        if found is None or len(names) == _LONGEST:
            return ()
        marks = re.findall(r"[.#][\w-]+", found[2])
        classes = frozenset(mark[1:] for mark in marks if mark.startswith("."))
        tag = "" if found[1] in (None, "*") else found[1].lower()
        names.append(_Name(tag, classes, next((mark[1:] for mark in marks if mark.startswith("#")), ""), is_child))
        is_child = False
    return tuple(reversed(names))


def _matches(names: tuple[_Name, ...], element: html.HtmlElement) -> bool:
    """Tell whether an element is what a selector names: its last name, and the others of the elements around it."""
    if not _is(names[0], element):
        return False
    place = 1
    for around in islice(element.iterancestors(), _AROUND):
        if place == len(names):
            return True
        if _is(names[place], around):
            place += 1
        elif names[place - 1].is_child:
            return False
    return place == len(names)


def _is(name: _Name, element: html.HtmlElement) -> bool:
    if name.tag and name.tag != element.tag:
        return False
    if name.id and name.id != element.get("id"):
        return False
    return not name.classes or name.classes <= set((element.get("class") or "").split())
