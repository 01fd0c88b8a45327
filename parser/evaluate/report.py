"""Report: scores as text for people (Vietnamese or English) and as JSON for programs."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from parser.evaluate.facts import FIELDS
from parser.evaluate.score import Count, PlanScore, Pooled, pool
from parser.messages import say

_HEADINGS = ("FIELD", "GOLD", "FOUND", "CORRECT", "PRECISION", "RECALL", "F1", "F1_LENIENT")
_TASK_FIELDS = ("lead", "coordinating", "monitoring", "product", "deadlines")
_BELOW = frozenset({*_TASK_FIELDS, "citation_dates", *(field for field in FIELDS if "." in field)})
_NOTHING = "-"
_WIDEST = 40  # a longer cell runs on and moves the cells after it


def render_text(scores: Sequence[PlanScore], lang: str, *, summary: bool = False) -> str:
    """Return the report in ``lang``: a table a plan, every difference, and last the table of all plans pooled; a summary has that alone."""
    pooled = pool(scores)
    blocks = [] if summary else [[score.file, *_figures(score, lang)] for score in scores]
    number = sum(len(score.differences) for score in scores)
    blocks.append([say("CHECK_DIFFERENCES", lang, number=number), *([] if summary else _errors(scores, lang))])
    title = "CHECK_POOLED" if pooled.plans != 1 else "CHECK_POOLED_ONE"
    blocks.append([say(title, lang, plans=pooled.plans), *_figures(pooled, lang)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def to_json(scores: Sequence[PlanScore], *, summary: bool = False) -> dict[str, Any]:
    """Return the scores as plain data: ``plans`` (figures and differences of each) and ``pooled`` (figures of all), a summary that alone."""
    pooled = {"pooled": _plain(pool(scores))}
    if summary:
        return pooled
    return {
        "plans": [
            {
                "file": score.file,
                **_plain(score),
                "differences": [
                    {
                        "field": entry.field,
                        "path": entry.path,
                        "gold": entry.gold,
                        "found": entry.found,
                        "line": entry.line,
                        "sentence": entry.sentence or None,
                    }
                    for entry in score.differences
                ],
            }
            for score in scores
        ],
        **pooled,
    }


def _plain(score: PlanScore | Pooled) -> dict[str, Any]:
    """Return the figures of ``score`` by way of counting and field."""
    return {
        name: {field: _plain_count(count) for field, count in counts.items()}
        for name, counts in (("strict", score.strict), ("lenient", score.lenient))
    }


def _plain_count(count: Count) -> dict[str, float | None]:
    """Return a count with its figures; these are None where there was nothing to find and nothing was found."""
    figures = {"precision": count.precision, "recall": count.recall, "f1": count.f1}
    return {
        "gold": count.gold,
        "found": count.found,
        "correct": count.correct,
        **{name: None if count.is_empty else round(figure, 4) for name, figure in figures.items()},
    }


def _figures(score: PlanScore | Pooled, lang: str) -> list[str]:
    """Return the table of one score's figures, a line a field."""
    rows = [[say(f"CHECK_{heading}", lang) for heading in _HEADINGS]]
    for field, count in score.strict.items():
        figures = (count.precision, count.recall, count.f1, score.lenient[field].f1)
        rows.append(
            [
                "  " * (field in _BELOW) + _name(field, lang),
                *map(str, (count.gold, count.found, count.correct)),
                *(_NOTHING if count.is_empty else f"{figure:.3f}" for figure in figures),
            ]
        )
    return _table(rows, right_from=1)


def _errors(scores: Sequence[PlanScore], lang: str) -> list[str]:
    """Return the table of all differences, a line each, with the line and the sentence of the plan; none where all is right."""
    rows = [
        [
            score.file,
            _shown(entry.line),
            _name(entry.field, lang),
            entry.path or _NOTHING,
            _shown(entry.gold),
            _shown(entry.found),
            entry.sentence,
        ]
        for score in scores
        for entry in score.differences
    ]
    if not rows:
        return []
    headings = ("FILE", "LINE", "FIELD", "PATH", "GOLD", "FOUND", "SENTENCE")
    return _table([[say(f"CHECK_{heading}", lang) for heading in headings], *rows])


def _name(field: str, lang: str) -> str:
    return say("CHECK_FIELD_" + field.upper().replace(".", "_"), lang)


def _shown(value: object) -> str:
    """Return a value on one line: text as it is, the values of a deadline or citation set apart by "; "."""
    if value is None:
        return _NOTHING
    if isinstance(value, Mapping):
        return "; ".join(_shown(part) for part in value.values() if part)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(map(_shown, value))
    return " ".join(str(value).split())


def _table(rows: Sequence[Sequence[str]], right_from: int | None = None) -> list[str]:
    """Return ``rows`` as lines with aligned columns; those from ``right_from`` on are aligned to the right."""
    widths = [min(_WIDEST, max(map(_width, column))) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            " " * (width - _width(cell)) + cell
            if right_from is not None and number >= right_from
            else cell + " " * (width - _width(cell))
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Return the columns that ``text`` takes on a screen: combining marks take none, wide letters two."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
