"""A plan as a table of HTML: what a notebook shows of it. Its columns have the names of ``to_rows``."""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.plan import Plan

_HEADER = ("issuer", "number", "date", "title")
_COLUMNS = ("task", "text", "lead", "coordinating", "deadlines", "product")


def plan_html(plan: "Plan") -> str:
    """Return the header of a plan and a row a task; everything that the document says is escaped."""
    header = "<br>".join(
        f"<b>{name}</b> {escape(str(field.value))}" for name in _HEADER if (field := getattr(plan.header, name))
    )
    head = _row("th", _COLUMNS)
    rows = "".join(_row("td", (str(row[name] or "") for name in _COLUMNS)) for row in plan.to_rows().tasks)
    return f"<p>{header}</p><table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _row(tag: str, cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
