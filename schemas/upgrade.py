"""Upgrade: a document of an earlier version of the schema, raised to this one when it is loaded.

Version 2 repeated what can be read off the text; that is left out. What it did not hold stays unknown: where pages begin is known only as far
as its mentions tell, the kind of the issuer not at all ("agency").
"""

from collections.abc import Iterator
from typing import Any

from schemas.identity import plan_id
from schemas.version import SCHEMA_VERSION

_REPEATED = ("text", "line", "page")


def upgraded(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a plan in this version; what is of another version than 2 as it is, for the checks to refuse."""
    version = data.get("schema_version")
    if not isinstance(version, str) or not version.startswith("2."):
        return data
    new: dict[str, Any] = _spans_as_lists(data)
    new["schema_version"] = SCHEMA_VERSION
    new["pages"] = _pages(new)
    for value in _values(new):
        _drop(value, *_REPEATED)
    for section in _sections(new["sections"]):
        _drop(section, "mark", "text")
        if not (section["children"] or section["tables"]):
            section["heading"] = ""
    for table in (*new["tables"], *(table for section in _sections(new["sections"]) for table in section["tables"])):
        for row in table["rows"]:
            row["cells"] = [cell["span"] for cell in row["cells"]]
    for agency in new["agencies"]:
        agency["other_names"] = [name for name in agency.pop("names") if name != agency["name"]]
        if agency["kind"] == "issuer":
            agency.update(kind="agency", is_issuer=True)
    header = {key: field and field.get("value") for key, field in new["header"].items()}
    new["plan_id"] = plan_id(
        **{key: header.get(key) for key in ("issuer", "superior", "place", "number", "date")},
        sha256=new["source"]["sha256"],
    )
    return new


def _spans_as_lists(node: Any) -> Any:
    """Return a copy of the data in which spans are lists of two offsets."""
    if isinstance(node, dict):
        if node.keys() == {"start", "end"}:
            return [node["start"], node["end"]]
        return {key: _spans_as_lists(value) for key, value in node.items()}
    return [_spans_as_lists(value) for value in node] if isinstance(node, list | tuple) else node


def _values(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what repeated the characters at its span."""
    fields = [field for key, field in data["header"].items() if key != "number_parts"]
    fields += (data["signature"] or {}).values()
    fields += [(data["attached"] or {}).get(key) for key in ("title", "reference")]
    yield from filter(None, (*fields, *data["recipients"], data["preamble"]))
    for citation in data["citations"]:
        _drop(citation, "number_parts")
        for mention in citation["mentions"]:
            _drop(mention, "value")
            yield mention
    for task in data["tasks"]:
        _drop(task, "text", "section")
        for value in task.values():
            if isinstance(value, dict):
                yield value
            elif isinstance(value, list):
                for part in value:
                    if isinstance(part, dict):
                        _drop(part, "agency")
                        yield part


def _pages(data: dict[str, Any]) -> list[dict[str, int]]:
    """Return where pages begin, as far as mentions tell: at the first that stands on a page."""
    mentions = [part for task in data["tasks"] for value in task.values() if isinstance(value, list) for part in value]
    mentions += [mention for citation in data["citations"] for mention in citation["mentions"]]
    starts: dict[int, int] = {}
    for mention in mentions:
        if isinstance(mention, dict) and mention.get("page") is not None:
            start = mention["span"][0]
            starts[mention["page"]] = min(start, starts.get(mention["page"], start))
    return [{"page": page, "start": start} for page, start in sorted(starts.items())]


def _sections(sections: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    stack = list(sections)
    while stack:
        section = stack.pop()
        yield section
        stack += section["children"]


def _drop(data: dict[str, Any], *keys: str) -> None:
    for key in keys:
        data.pop(key, None)
