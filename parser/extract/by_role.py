"""Bodies by role: the one mapping in which who does what goes from a sentence to the plan's JSON."""

from typing import TypeVar

_Named = TypeVar("_Named")


class ByRole(dict[str, tuple[_Named, ...]]):
    """The bodies of each role (``schemas.plan.ROLES``, and "executing" until it is known who leads), () in a role that none has.

    It is made once and never changed.
    """

    __slots__ = ()

    def __missing__(self, role: str) -> tuple[_Named, ...]:
        return ()

    def having(self, **changed: tuple[_Named, ...]) -> "ByRole[_Named]":
        """Return the same with other bodies in some roles."""
        return ByRole({**self, **changed})

    def joined(self, other: "ByRole[_Named]") -> "ByRole[_Named]":
        """Return both as one, role by role."""
        if not self or not other:
            return self or other
        return ByRole({role: self[role] + other[role] for role in {**self, **other}})
