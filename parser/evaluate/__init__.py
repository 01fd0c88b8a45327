"""Evaluate: found plans compared with gold files, figures a field, strict and lenient."""

from parser.evaluate.context import with_context
from parser.evaluate.facts import FIELDS
from parser.evaluate.gold import GoldError, gold_files, read_gold, read_result, unprinted
from parser.evaluate.problems import Problem
from parser.evaluate.report import render_text, to_json
from parser.evaluate.score import Count, Difference, PlanScore, Pooled, pool, score_plan

__all__ = [
    "FIELDS",
    "Count",
    "Difference",
    "GoldError",
    "PlanScore",
    "Pooled",
    "Problem",
    "gold_files",
    "pool",
    "read_gold",
    "read_result",
    "render_text",
    "score_plan",
    "to_json",
    "unprinted",
    "with_context",
]
