"""Answers: what a batch wrote as tables with keys, and questions to them.

tables (what there is) ← rows (a plan) ← index (all plans: archive.sqlite, Parquet) ← questions (named ones), sql (any, by DuckDB).
"""
