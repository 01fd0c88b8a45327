"""Places: where a diagnostic points, as a person looks for it: line, page and task."""

from parser.messages import say
from schemas.document import Diagnostic


def place_words(diagnostic: Diagnostic, lang: str) -> str:
    """Return where a diagnostic points, in words: "dòng 12, trang 3, mục II/1"; nothing where it is the whole document."""
    told = (("PLACE_LINE", diagnostic.line), ("PLACE_PAGE", diagnostic.page), ("PLACE_TASK", diagnostic.task))
    return ", ".join(say(code, lang, value=value) for code, value in told if value is not None)
