"""A span: the half-open range ``[start, end)`` of Unicode code points in a plan's text.

It is a tuple, for a plan has hundreds of them, and models take it as it is; in JSON it is an object.
"""

from typing import Any, NamedTuple

from pydantic import BaseModel, Field
from pydantic_core import CoreSchema, core_schema


class _Object(BaseModel, extra="forbid", title="Span"):
    """A range of the plan's text."""

    start: int = Field(ge=0, description="First character (code points from 0).", examples=[120])
    end: int = Field(ge=0, description="One past the last character.", examples=[134])


class Span(NamedTuple):
    """Half-open range of character offsets (Unicode code points, from 0)."""

    start: int
    end: int

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        """Return how models validate a span, be it one already or the object, and how they write it."""
        # Without its own name, so that the JSON Schema describes the object under the span's.
        fields = {key: value for key, value in _Object.__pydantic_core_schema__.items() if key != "ref"}
        read = core_schema.no_info_after_validator_function(lambda found: cls(found.start, found.end), fields)
        return core_schema.json_or_python_schema(
            json_schema=read,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), read], mode="left_to_right"),
            serialization=core_schema.plain_serializer_function_ser_schema(cls._asdict),
            ref=f"{cls.__module__}.{cls.__qualname__}",
        )
