"""Schemas: the JSON that kehoach writes, and the gold it is compared with, as Pydantic models and as published JSON Schemas (2020-12)."""

from typing import TYPE_CHECKING, Any

from schemas.plan import Plan, json_schema
from schemas.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from schemas.gold import Gold, gold_schema

__all__ = ["SCHEMA_VERSION", "Gold", "Plan", "gold_schema", "json_schema"]


def __getattr__(name: str) -> Any:
    """Import the model of gold at first use: a reading needs none."""
    if name in ("Gold", "gold_schema"):
        from schemas import gold

        return getattr(gold, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
