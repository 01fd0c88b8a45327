"""A body as it is read."""

from typing import NamedTuple


class Body(NamedTuple):
    """One body of a list: where it stands in the view, its name with a shared head given back, and its kind."""

    start: int
    end: int
    value: str
    kind: str

    def stretched(self, key: str, end: int) -> "Body":
        """Return the body whose name goes on to ``end`` of the view's text ``key``."""
        return self._replace(end=end, value=f"{self.value}{key[self.end : end]}")


# Kinds of bodies whose names are closed.
_COMPLETE = frozenset(("group", "so", "ministry", "committee", "council", "person", "party", "justice"))


def is_complete(body: Body) -> bool:
    """Tell whether a body is whole as it stands, so that a verb after it is what it does: a group, a department, a committee."""
    return body.kind in _COMPLETE
