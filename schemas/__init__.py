"""Schemas: the JSON that kehoach writes, as Pydantic models and as a published JSON Schema (2020-12)."""

from schemas.plan import SCHEMA_VERSION, Plan, json_schema

__all__ = ["SCHEMA_VERSION", "Plan", "json_schema"]
