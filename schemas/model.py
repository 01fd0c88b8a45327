"""The base of the models: strict, immutable, with the words at their place a property.

A key that has nothing to say is left out of the JSON: ``optional`` makes such a field, with what its absence means as its default. What can
be read off the text at a span is not repeated in the JSON; once a model is part of a plan, it knows the text (``bind``).
"""

import operator
from datetime import date
from functools import partial
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from schemas.printed import Printed
from schemas.span import Span


class Model(BaseModel):
    """Base of every model: no unknown keys, no change after construction."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def optional(default: Any, description: str, examples: list[Any] | None = None) -> Any:
    """Return a field that is left out of the JSON where it is ``default``: None, (), False, or the value that is meant by its absence."""
    left_out = partial(operator.eq, default) if default else operator.not_
    return Field(default=default, description=description, examples=examples, exclude_if=left_out)


class Placed(Model):
    """What stands at a place of the text."""

    __slots__ = ("_printed",)

    span: Span = Field(description="Where it stands.")

    @property
    def printed(self) -> Printed:
        """The text that it stands in. Raises AttributeError for a model that is part of no plan."""
        try:
            found: Printed = self._printed  # type: ignore[attr-defined]
        except AttributeError:
            raise AttributeError(f"this {type(self).__name__} is part of no plan: only in one has it words") from None
        return found

    @property
    def text(self) -> str:
        """Exactly the characters at its span."""
        return self.printed.slice(self.span)

    @property
    def words(self) -> str:
        """The words at its span, on one line."""
        return self.printed.words(self.span)

    @property
    def line(self) -> int:
        """The line of the text that it begins on, from 1."""
        return self.printed.line(self.span.start)

    @property
    def page(self) -> int | None:
        """The page of the source that it begins on, from 1; None where the source has no pages."""
        return self.printed.page(self.span.start)


def bind(placed: Placed, printed: Printed) -> None:
    """Let a model know the text that its span stands in."""
    object.__setattr__(placed, "_printed", printed)


class Value(Placed):
    """A value with the characters it came from."""

    value: str = Field(
        description="The value: wraps undone, capitals undone in the issuer.", examples=["Ủy ban nhân dân tỉnh Bắc Kạn"]
    )


class DateValue(Placed):
    """A day with the characters it came from."""

    value: date = Field(description="The day, ISO 8601.", examples=["2020-03-27"])
