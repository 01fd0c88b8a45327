"""Gold: a plan's facts in the format of the annotation guide, for ``kehoach gold`` (a draft to correct) and ``check`` alike."""

from typing import Any

from schemas.document import Header, walk
from schemas.model import DateValue, Value
from schemas.plan import Plan
from schemas.tasks import AgencyMention, Deadline

FIRST_WORDS = 40
"""How many characters of an item's own text stand beside its path."""


def gold_facts(plan: Plan) -> dict[str, Any]:
    """Return the facts of a plan as a gold file states them."""
    signature = plan.signature
    return {
        "file": plan.source.file_name,
        "header": _header(plan.header),
        "sections": [
            [section.path, section.text[:FIRST_WORDS]] for section in walk(plan.sections) if section.label is not None
        ],
        "tasks": [
            {
                "path": task.id,
                "lead": _names(task.lead),
                "coordinating": _names(task.coordinating),
                **({"monitoring": _names(task.monitoring)} if task.monitoring else {}),
                "deadlines": [_deadline(deadline) for deadline in task.deadlines],
                **({"product": task.product.value} if task.product else {}),
            }
            for task in plan.tasks
        ],
        "citations": [
            _without_nulls(
                {
                    "type": citation.type,
                    "number": citation.number,
                    "date": citation.date.isoformat() if citation.date else None,
                    "issuer": citation.issuer,
                    "name": citation.name,
                    "aliases": [alias.value for alias in citation.aliases] or None,
                }
            )
            for citation in plan.citations
        ],
        "recipients": [recipient.value for recipient in plan.recipients],
        "signature": {
            "authority": _value(signature.authority),
            "position": _value(signature.position),
            "name": _value(signature.name),
        }
        if signature
        else None,
    }


def _header(header: Header) -> dict[str, str | None] | None:
    """Return the header's facts, None where the document has no more of it than its type."""
    facts = {name: _value(getattr(header, name)) for name in ("doc_type", "number", "issuer", "place", "date", "title")}
    return facts if any(value for name, value in facts.items() if name != "doc_type") else None


def _value(value: Value | DateValue | None) -> str | None:
    return str(value.value) if value else None


def _names(mentions: tuple[AgencyMention, ...]) -> list[str]:
    return [mention.value for mention in mentions]


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return _without_nulls(
        {
            "text": deadline.value,
            "kind": deadline.kind,
            "start": deadline.start.isoformat() if deadline.start else None,
            "due": deadline.due.isoformat() if deadline.due else None,
            "recurrence": deadline.recurrence,
        }
    )


def _without_nulls(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value is not None}
