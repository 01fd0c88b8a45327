"""Kind: what a document is, and which stretches of it give work out.

In: the segmented document and its task tables. Out: its kind and those stretches; a task that stands elsewhere is none. A document says what it is by
the type above its title (Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.5), by the type code of its number, by its first words, by what it calls itself
("Điều lệ này"), or as a letter by "Kính gửi". Rules, reports, requests, agreements, lists, forms and good wishes give no work out; a
letter does where it orders, minutes where they conclude, a paper that does not say what it is where its headings, tables or orders do.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from parser.extract.citations import split_number
from parser.extract.reading import Task
from parser.extract.tables import TaskTable
from parser.lexicon import sheet
from parser.lexicon.bodies import vocabulary
from parser.lexicon.phrases import phrase_pattern, worded, words_of
from parser.normalise.fold import lower
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.segment.cells import Rows
from parser.segment.document import Segmented
from parser.segment.outline import Item
from parser.segment.paragraphs import Paragraph


class _Printed(NamedTuple):
    """A type as it stands above a title: its place, the kind that it tells, what stands after it on its line, where that ends."""

    place: int
    name: str
    rest: str
    end: int


class Kind(NamedTuple):
    """The kind of a document ("untold" where nothing tells it) and the stretches of it that give work out."""

    name: str
    giving: tuple[Span, ...]

    @property
    def gives_work(self) -> bool:
        """Tell whether it gives work out by what it is or says; of a decision only its tasks tell."""
        return bool(self.giving) and self.name != "decision"

    def tasks(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks that stand where work is given out."""
        return [task for task in tasks if any(start <= task.spans[0].start < end for start, end in self.giving)]


_HEAD = 4000
"""How far into a document without labels its type is looked for, in characters."""
_MANY_ARTICLES = 3
"""As many articles make a paper without a type a set of rules."""
_LONGEST_HEADING = 160
_FORMS = frozenset(("form", "minutes", "handing_over", "report", "submission", "agreement", "invitation"))
"""Kinds of what is brought along to be filled in."""
_LINE = re.compile(r"[^\n]+")
_SHEET = "orders.toml"
_SHEETS = (_SHEET, "roles.toml")
_WORK_HEADING = worded(
    r"{headings.work_of} (?:{headings.carrying} )?{headings.carried}|{headings.tasks}(?!{headings.tasks_not})|{headings.plain+headings.duties}",
    _SHEET,
)
_CONCLUSION = worded(r"{headings.conclusion}", _SHEET)
_CONCLUDING_TITLE = worded(r"{titles.concluding}", _SHEET)
_NO_WORK_TITLE = worded(
    r"(?:{titles.about}\s)?(?:{titles.issuing}\s)?(?:(?:{titles.some_of} )?{titles.rules}"
    r"|{titles.persons}|{titles.receiving} {titles.staff+titles.into}|{titles.sending} {titles.staff})(?!\p{L})",
    _SHEET,
)
_ISSUES_WORK = worded(r"{titles.promulgating}\s(?:[^,;]{0,40}\s)?{titles.promulgated}(?!\p{L})", _SHEET)
_ASKING_TITLE = worded(r"{titles.asking}|{titles.asking_to} {titles.asked}", _SHEET)


def _not_after(key: str) -> str:
    """Return a pattern that holds where none of the phrases of a list stands before."""
    return "".join(f"(?<!{phrase})" for phrase in words_of(_SHEET, key))


_TO = r"(?:[:,]|\s(?={orders.to}(?!\p{L}))|(?P<body>\s))"
_ORDER = worded(
    _not_after("orders.ordering_not_after")
    + r"{orders.ordering}(?: {orders.work})?"
    + _TO
    + r"|{orders.announcing} {orders.as_follows}",
    *_SHEETS,
)
_REQUEST = worded(
    _not_after("orders.requesting_not_after")
    + r"{orders.requesting}"
    + _TO
    + r"|{orders.guiding}[^.]{0,80} {orders.as_follows}:|{lead},? {coordination} {works_with}",
    *_SHEETS,
)
_ASKS = worded(r"{orders.addressed}", _SHEET)


class _Types(NamedTuple):
    """What the sheet says: the kind of each type word and code, what each kind gives, how a word begins and how many syllables it has at most, and the words as a pattern."""

    of_word: dict[str, str]
    openers: frozenset[str]
    of_code: dict[str, str]
    gives: dict[str, str]
    longest: int
    words: str


@cache
def _types() -> _Types:
    kinds = sheet("kinds.toml")
    heads = {name: kind.get("heads", {}) for name, kind in kinds.items()}
    of_word = {word: name for name, kind in kinds.items() for word in (*heads[name], *kind.get("words", ()))}
    return _Types(
        of_word,
        frozenset(word.split(" ")[0] for word in of_word),
        {
            code.upper(): name
            for name, kind in kinds.items()
            for code in (*heads[name].values(), *kind.get("codes", ()))
        },
        {name: kind["gives"] for name, kind in kinds.items()},
        max(word.count(" ") + 1 for word in of_word),
        phrase_pattern(of_word),
    )


@cache
def _itself() -> re.Pattern[str]:
    """Return what finds what a document calls itself ("Điều lệ này")."""
    return compiled(rf"(?<!\p{{L}})(?<!các )(?<!những )(?P<type>{_types().words}) này(?!\p{{L}})")


def read_kind(segmented: Segmented, tables: Iterable[TaskTable]) -> Kind:
    """Return the kind of a document; ``tables`` are its tables as they were read."""
    name = _name(segmented)
    gives = _types().gives.get(name, "untold")
    whole = tuple(_without_forms(segmented))
    attached = segmented.attached
    if attached and _types().of_word.get(attached.doc_type.lower()) == "work":
        # What a decision, a submission or a report brings along is a plan: its own articles give work where it is a decision.
        return Kind("work", whole if gives in ("all", "title", "orders") else (attached.span,))
    if gives == "conclusion":
        return Kind(name, tuple(_conclusions(segmented.roots)))
    if not _gives(segmented, gives, tables):
        return Kind(name, ())
    return Kind("work" if gives == "title" and _ISSUES_WORK.search(_title(segmented)) else name, whole)


def _gives(segmented: Segmented, gives: str, tables: Iterable[TaskTable]) -> bool:
    title = _title(segmented)
    if gives == "title":
        return _NO_WORK_TITLE.match(title) is None
    if gives == "orders":
        asking = _ASKING_TITLE.search(title) is not None
        return (
            (_CONCLUDING_TITLE.search(title) is not None and not asking)
            or _found(segmented, _ORDER)
            or (not asking and (_found(segmented, _REQUEST) or _has_work_heading(segmented.roots)))
        )
    if gives == "untold":
        articles = sum(item.kind == "dieu" for root in segmented.roots for item in root.walk())
        return articles < _MANY_ARTICLES and (
            _has_work_heading(segmented.roots)
            or any(table.is_task_table for table in tables)
            or _found(segmented, _ORDER)
        )
    return gives == "all"


# ── What it is ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _name(segmented: Segmented) -> str:
    """Return the kind as the document says it, the plainest sign first; "untold" without any."""
    types, header = _types(), segmented.header
    printed = [(found.place, found.name) for found in _printed(segmented)]
    number = header.number
    of_number = header.doc_type is not None and number is not None and header.doc_type.span == number.span
    if header.doc_type and not of_number and (name := types.of_word.get(header.doc_type.value.lower())):
        printed.append((header.doc_type.span.start, name))
    if printed:
        return min(printed)[1]
    parts = split_number(number.value) if number else None
    if parts and parts.type_code and (name := types.of_code.get(parts.type_code.upper())):
        return name
    first = _type_of(_first_line(segmented.folded))
    if len(first) > 1:
        return types.of_word[" ".join(first)]
    low = lower(segmented.folded)
    if named := Counter(types.of_word[found["type"]] for found in _itself().finditer(low)):
        return max(named, key=lambda name: named[name])
    return "letter" if _ASKS.search(low, 0, _HEAD) else "untold"


def _printed(segmented: Segmented) -> Iterator[_Printed]:
    """Yield the types above the first label and the first table; Word keeps "all caps" apart, so one that fills its line may be in small letters."""
    body = [root.span.start for root in segmented.roots if root.label is not None]
    body += [block.span.start for block in segmented.unplaced if isinstance(block, Rows)]
    end = min(body, default=min(len(segmented.folded), _HEAD))
    yield from _types_printed(segmented.folded, segmented.header.start, end, small=True)


def _types_printed(folded: str, start: int, end: int, *, small: bool) -> Iterator[_Printed]:
    """Yield the types at the head of lines between two places: in capitals, if ``small`` also in small letters where they fill the line."""
    for line in _LINE.finditer(folded, start, end):
        words = line[0].replace("|", " ").split(None, 1)
        if not words or lower(words[0]).rstrip(":") not in _types().openers:
            continue
        words = line[0].replace("|", " ").split()
        kind = _type_of(words)
        if not kind:
            continue
        printed, rest = " ".join(words[: len(kind)]), " ".join(words[len(kind) :])
        if (printed.isupper() and (len(kind) > 1 or not rest)) or (small and not rest and printed[0].isupper()):
            yield _Printed(line.start(), _types().of_word[" ".join(kind)], rest, line.end())


def _type_of(words: Sequence[str]) -> list[str]:
    """Return the words of the longest type, in small letters, that words begin with."""
    types = _types()
    head = [lower(word).rstrip(":") for word in words[: types.longest]]
    while head and " ".join(head) not in types.of_word:
        head.pop()
    return head


def _title(segmented: Segmented) -> str:
    """Return the title in small letters; where the header has none, what stands after the type, or the first line without its type."""
    if (title := segmented.header.title) is not None:
        return lower(title.value).removeprefix("quyết định ")
    if (found := next(_printed(segmented), None)) is not None:
        return lower(found.rest) or " ".join(_first_line(segmented.folded, found.end))
    words = _first_line(segmented.folded)
    return " ".join(words[len(_type_of(words)) :])


def _first_line(folded: str, start: int = 0) -> list[str]:
    """Return the words, in small letters, of the first line from a place on that holds any letter."""
    for line in _LINE.finditer(folded, start):
        if words := lower(line[0]).replace("|", " ").split():
            return words
    return []


# ── What it gives out ──────────────────────────────────────────────────────────────────────────────────────────────────
def _without_forms(segmented: Segmented) -> Iterator[Span]:
    """Yield the stretches of a document outside the forms that it brings along for others to fill in ("MẪU BÁO CÁO", "BIÊN BẢN KIỂM PHIẾU").

    A form begins after the signature with a caption above blanks, or with a type in capitals that gives nothing out, and ends before the next caption,
    appendix or plan.
    """
    end = len(segmented.folded)
    signed = segmented.signature.name if segmented.signature else None
    after = segmented.attached.span.end if segmented.attached else signed.span.end if signed else end
    types = _types_printed(segmented.folded, after, end, small=False)
    marks = [(found.place, found.name in _FORMS) for found in types if found.name in _FORMS or found.name == "work"]
    marks += [(root.span.start, False) for root in segmented.roots if root.kind == "phu_luc"]
    marks += [mark for form in segmented.forms for mark in ((form.start, True), (form.end, False))]
    start = 0
    is_inside = False
    for place, is_form in sorted(marks):
        if is_form and not is_inside:
            yield Span(start, place)
        elif is_inside and not is_form:
            start = place
        is_inside = is_form
    if not is_inside:
        yield Span(start, end)


def _found(segmented: Segmented, pattern: re.Pattern[str]) -> bool:
    """Tell whether a paragraph of the preamble or the body holds an order or a request: one that is said to whoever it may be, or to a body."""
    opens = vocabulary().opens
    return any(
        found["body"] is None or opens(paragraph.view.low, found.end())
        for paragraph in _paragraphs(segmented)
        for found in pattern.finditer(paragraph.view.low)
    )


def _paragraphs(segmented: Segmented) -> Iterator[Paragraph]:
    yield from segmented.preamble
    yield from (block for block in segmented.unplaced if isinstance(block, Paragraph))
    for root in segmented.roots:
        for item in root.walk():
            yield from item.paragraphs


def _has_work_heading(roots: Iterable[Item]) -> bool:
    """Tell whether a heading names work to be done."""
    return any(
        item.children and len(item.heading.view) <= _LONGEST_HEADING and _WORK_HEADING.search(item.heading.view.low)
        for root in roots
        for item in root.walk()
    )


def _conclusions(roots: Iterable[Item]) -> Iterator[Span]:
    """Yield the outermost items whose heading says that something was concluded or shared out; also what follows a line that says so."""
    stack = list(reversed(list(roots)))
    while stack:
        item = stack.pop()
        if len(item.heading.view) <= _LONGEST_HEADING and _CONCLUSION.search(item.heading.view.low):
            yield item.span
            continue
        for paragraph in item.paragraphs[1:]:
            if paragraph.view.key.endswith(":") and _CONCLUSION.search(paragraph.view.low):
                yield Span(paragraph.span.start, item.span.end)
                break
        stack.extend(reversed(item.children))
