"""The version of the schema, in one place."""

SCHEMA_VERSION = "3.0.0"
