"""A span: the half-open range ``[start, end)`` of Unicode code points in a plan's text; in JSON the list of its two offsets."""

from typing import Any, NamedTuple

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Span(NamedTuple):
    """Half-open range of character offsets (Unicode code points, from 0)."""

    start: int
    end: int

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        """Return how models validate a span, be it one already or a list of two offsets, and how they write it."""
        offset = core_schema.int_schema(ge=0, strict=True)
        read = core_schema.no_info_after_validator_function(
            lambda found: cls(*found), core_schema.tuple_schema([offset, offset])
        )
        return core_schema.json_or_python_schema(
            json_schema=read,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), read], mode="left_to_right"),
            serialization=core_schema.plain_serializer_function_ser_schema(tuple),
            ref=f"{cls.__module__}.{cls.__qualname__}",
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return what a span is in JSON, the same for reading and writing."""
        return {
            "title": "Span",
            "description": "Half-open range [start, end) of the plan's text, in Unicode code points from 0.",
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 2,
            "maxItems": 2,
            "examples": [[120, 134]],
        }
