"""Places: where a diagnostic points, as a person looks for it: line, page and task."""

from typing import NamedTuple

from parser.messages import say
from schemas.plan import Diagnostic, Plan


class Place(NamedTuple):
    """A place of the document: its line from 1, its page from 1, the task that holds it; each None where there is none."""

    line: int | None
    page: int | None
    task: str | None

    def words(self, lang: str) -> str:
        """Return the place in words: "dòng 12, trang 3, mục II/1"; nothing where it is the whole document."""
        told = (("PLACE_LINE", self.line), ("PLACE_PAGE", self.page), ("PLACE_TASK", self.task))
        return ", ".join(say(code, lang, value=value) for code, value in told if value is not None)


def place_of(plan: Plan, diagnostic: Diagnostic) -> Place:
    """Return where a diagnostic points."""
    if diagnostic.span is None:
        return Place(None, None, None)
    start = diagnostic.span.start
    holding = [task for task in plan.tasks if task.span.start <= start < task.span.end]
    task = min(holding, key=lambda task: task.span.end - task.span.start).id if holding else None
    return Place(plan.text.count("\n", 0, start) + 1, None, task)
