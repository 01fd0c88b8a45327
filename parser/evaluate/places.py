"""Places: where each value of a JSON text stands, so that what is wrong in a file is told with its line.

A place is the tuple of keys and indices that lead to a value: ``("tasks", 3, "lead", 0)``, shown as ``tasks[3].lead[0]``.
"""

import json
import re
from typing import NamedTuple

Place = tuple[str | int, ...]
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++')


class Places(NamedTuple):
    """The lines (from 1) of the values and members of a JSON text, and the members that stand twice, with the line of the second."""

    lines: dict[Place, int]
    doubles: list[tuple[Place, int]]

    def line(self, place: Place) -> int:
        """Return the line of a value, or of the nearest one around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_places(text: str) -> Places:
    """Return where the values of a valid JSON text stand. Linear in its length."""
    places = Places({}, [])
    open_places: list[Place] = []
    current: Place = ()
    line, before, awaits_key = 1, 0, False
    for found in _TOKEN.finditer(text):
        token = found[0]
        line += text.count("\n", before, found.start())
        before = found.start()
        if token in "}]":
            current = open_places.pop()
        elif token == ",":
            inside = open_places[-1]
            awaits_key = isinstance(current[-1], str)
            current = current if awaits_key else (*inside, current[-1] + 1)  # type: ignore[operator]
        elif token == ":":
            awaits_key = False
        elif awaits_key:
            current = (*open_places[-1], json.loads(token))
            if current in places.lines:
                places.doubles.append((current, line))
            places.lines[current] = line
        else:
            places.lines.setdefault(current, line)
            if token in "{[":
                open_places.append(current)
                awaits_key = token == "{"
                current = (*current, "" if awaits_key else 0)
    return places


def shown(place: Place) -> str:
    """Return a place as a person writes it, "tasks[3].lead[0]"; that of the whole text is "$"."""
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return written.removeprefix(".") or "$"
