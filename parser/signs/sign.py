"""Sign: what each of these modules yields, and the sheets whose words they look for."""

from typing import NamedTuple

from parser.normalise.spans import Span

SHEETS = ("orders.toml", "places.toml", "roles.toml", "attributes.toml")
"""The lexicon of signs: the words of its own in `orders.toml`, those of places, of roles and of what heads the columns of tables."""


class Sign(NamedTuple):
    """A sign of a broken reading: its code, where it shows, what fills its message in."""

    code: str
    span: Span
    values: dict[str, object]
