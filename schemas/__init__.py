"""Schemas: the JSON that kehoach writes, and the gold it is compared with, as Pydantic models and as published JSON Schemas (2020-12)."""

from schemas.gold import Gold, gold_schema
from schemas.plan import SCHEMA_VERSION, Plan, json_schema

__all__ = ["SCHEMA_VERSION", "Gold", "Plan", "gold_schema", "json_schema"]
