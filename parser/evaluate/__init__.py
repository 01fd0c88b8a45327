"""Evaluate: found plans compared with gold files, figures a field, strict and lenient."""

from parser.evaluate.facts import FIELDS
from parser.evaluate.gold import GoldError, gold_files, read_gold
from parser.evaluate.report import render_text, to_json
from parser.evaluate.score import Count, Difference, PlanScore, Pooled, pool, score_plan

__all__ = [
    "FIELDS",
    "Count",
    "Difference",
    "GoldError",
    "PlanScore",
    "Pooled",
    "gold_files",
    "pool",
    "read_gold",
    "render_text",
    "score_plan",
    "to_json",
]
