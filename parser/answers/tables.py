"""Tables: their columns with types and keys, in one place; the database, the Parquet files and the docs are made from it.

``plan_id`` leads from every row to its plan. Days are ISO 8601; ``place`` counts from 1 in its plan or task.
"""

from typing import NamedTuple

TEXT, NUMBER, DAY, FLAG = "text", "number", "day", "flag"
"""Types of columns: words, a whole number, a day, true or false."""


class Column(NamedTuple):
    """A column: its name, its type, what stands in it."""

    name: str
    kind: str
    what: str


class Table(NamedTuple):
    """A table: its name, how many of its first columns are its key, what a row is, its columns; ``of_plan`` tells that a plan makes its rows."""

    name: str
    keys: int
    what: str
    columns: tuple[Column, ...]
    of_plan: bool = True

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the columns that tell its rows apart."""
        return tuple(column.name for column in self.columns[: self.keys])


def _columns(*columns: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*column) for column in columns)


_PLAN = ("plan_id", TEXT, "the plan")
_TASK = ("task", TEXT, "the task: its path in the plan")
_LINE = (("line", NUMBER, "line of the text, from 1"), ("page", NUMBER, "page of the source, from 1"))

PLANS = Table(
    "plans",
    1,
    "a document that was read",
    _columns(
        ("plan_id", TEXT, 'the same for every copy of a plan; "~2" after that of its second document'),
        ("file", TEXT, "name of the document in the archive"),
        ("duplicate_of", TEXT, "plan_id of the first document of the same plan; empty for that one"),
        ("sha256", TEXT, "SHA-256 of its bytes"),
        ("media_type", TEXT, "what kind of file it is"),
        ("issuer", TEXT, "cơ quan ban hành"),
        ("superior", TEXT, "the body above it"),
        (
            "province",
            TEXT,
            "the province it speaks for; its place of issue where none is printed; empty for a central body",
        ),
        ("number", TEXT, "số, ký hiệu"),
        ("type", TEXT, "tên loại"),
        ("date", DAY, "day of issue"),
        ("title", TEXT, "trích yếu"),
        ("signer", TEXT, "who signs"),
        ("tasks", NUMBER, "how many tasks it gives"),
        ("parser_version", TEXT, "version of kehoach that read it"),
    ),
)
SECTIONS = Table(
    "sections",
    2,
    "an item of a plan's outline",
    _columns(
        _PLAN,
        ("path", TEXT, "labels joined from the outside in"),
        ("above", TEXT, "path of the item above; empty for an outermost one"),
        ("kind", TEXT, "what its label is"),
        ("label", TEXT, "the label as printed"),
        ("heading", TEXT, "words of its first paragraph"),
    ),
)
TASKS = Table(
    "tasks",
    2,
    "a task",
    _columns(
        _PLAN,
        _TASK,
        ("section", TEXT, "path of the section that holds it"),
        ("headings", TEXT, 'the headings above it, " > " between them'),
        ("number", TEXT, "printed number of its row in a table"),
        ("group", TEXT, "words of the group row above it"),
        ("text", TEXT, "its words"),
        *(
            (role, TEXT, f'bodies of the role {role}, "; " between them')
            for role in ("lead", "coordinating", "monitoring")
        ),
        *(
            (role, TEXT, f'bodies of the role {role}, "; " between them')
            for role in ("reporting_to", "receiving", "advising")
        ),
        ("deadlines", TEXT, 'its times as printed, "; " between them'),
        ("due", DAY, "the earliest day by which something of it is due"),
        ("product", TEXT, "sản phẩm"),
        ("citations", TEXT, 'documents that its text cites, "; " between them'),
        ("is_support", FLAG, "the lead only supports here"),
        *_LINE,
        ("folded", TEXT, "its words and bodies in small letters without marks, đ as d: what a search looks at"),
    ),
)
TASK_BODIES = Table(
    "task_bodies",
    4,
    "a body in a role of a task",
    _columns(
        _PLAN,
        _TASK,
        ("role", TEXT, "lead, coordinating, monitoring, reporting_to, receiving, advising"),
        ("place", NUMBER, "its place among those of the role"),
        ("body_id", TEXT, "the body, across the archive"),
        ("value", TEXT, "its name here, a shared head given back"),
        ("inherited_from", TEXT, "path of the item that names it for this one"),
        *_LINE,
    ),
)
DEADLINES = Table(
    "deadlines",
    3,
    "a time of a task, as printed",
    _columns(
        _PLAN,
        _TASK,
        ("place", NUMBER, "its place among the times of the task"),
        ("value", TEXT, "its words"),
        ("kind", TEXT, "date, period, recurring, relative, conditional, ongoing"),
        ("start", DAY, "first day"),
        ("due", DAY, "last day"),
        ("recurrence", TEXT, "rule of RFC 5545"),
        ("depends_on", TEXT, "what it depends on"),
        ("year_inferred", FLAG, "the year is not printed with it"),
        ("what", TEXT, "words of what is due then, where that is a part of the task"),
        ("inherited_from", TEXT, "path of the item that names it for this one"),
        *_LINE,
    ),
)
DUE = Table(
    "due",
    4,
    "a day by which a task is due; of a recurring time each one in the window of the index, a thousand at the most",
    _columns(
        _PLAN,
        _TASK,
        ("place", NUMBER, "place of the time among those of the task"),
        ("due", DAY, "last day"),
        ("start", DAY, "first day"),
        ("is_recurring", FLAG, "it is one of many"),
    ),
)
CITATIONS = Table(
    "citations",
    2,
    "a mention of a document",
    _columns(
        _PLAN,
        ("place", NUMBER, "its place among those of the plan"),
        ("document_id", TEXT, "the document, across the archive"),
        ("task", TEXT, "the task whose words hold it; empty outside tasks"),
        ("value", TEXT, "its words"),
        ("kind", TEXT, "full, name or short"),
        *_LINE,
    ),
)
DIAGNOSTICS = Table(
    "diagnostics",
    2,
    "something odd, missing, guessed or not understood in a plan",
    _columns(
        _PLAN,
        ("place", NUMBER, "its place among those of the plan"),
        ("code", TEXT, "its code"),
        ("severity", TEXT, "info, warning, error"),
        ("message", TEXT, "what it means"),
        ("task", TEXT, "the task that it stands in"),
        *_LINE,
    ),
)
BODIES = Table(
    "bodies",
    1,
    "a body, once in the archive",
    _columns(
        ("body_id", TEXT, "kind, folded name, level and province"),
        ("name", TEXT, "its fullest name where it was first met"),
        ("folded", TEXT, "its name without abbreviations, marks and province, in small letters"),
        ("kind", TEXT, "so, ministry, committee ..."),
        ("level", TEXT, "central, province, district, commune, unknown"),
        ("province", TEXT, "the province of the plans that name it, folded, as in plans; empty for a central body"),
    ),
    of_plan=False,
)
DOCUMENTS = Table(
    "documents",
    1,
    "a cited document, once in the archive",
    _columns(
        ("document_id", TEXT, "vn/type/issuer/serial-year, or its name"),
        ("type", TEXT, "type of document"),
        ("number", TEXT, "số, ký hiệu"),
        ("date", DAY, "day of issue"),
        ("issuer", TEXT, "issuer as first named"),
        ("name", TEXT, "its name, where it is cited by name"),
        ("folded", TEXT, "number and name in small letters without marks"),
    ),
    of_plan=False,
)
FAILURES = Table(
    "failures",
    1,
    "a document that gave no plan",
    _columns(
        ("file", TEXT, "name of the document in the archive"),
        ("stage", TEXT, "list, read, parse, process"),
        ("code", TEXT, "its code"),
        ("message", TEXT, "what is wrong and what to do"),
    ),
    of_plan=False,
)
TABLES = {
    table.name: table
    for table in (
        PLANS,
        SECTIONS,
        TASKS,
        TASK_BODIES,
        DEADLINES,
        DUE,
        CITATIONS,
        DOCUMENTS,
        BODIES,
        DIAGNOSTICS,
        FAILURES,
    )
}
"""All tables by name."""


def as_markdown() -> str:
    """Return the page that tells what every table holds."""
    pages = []
    for table in TABLES.values():
        key = ", ".join(table.key)
        rows = "\n".join(f"| {column.name} | {column.kind} | {column.what} |" for column in table.columns)
        pages.append(
            f"## {table.name}\n\nA row is {table.what}. Key: {key}.\n\n| column | type | what |\n|---|---|---|\n{rows}\n"
        )
    return "\n".join(pages)
