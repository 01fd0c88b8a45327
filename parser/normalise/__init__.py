"""Normalise: one canonical text that all spans index, and views of it that are easy to read."""

from parser.normalise.fold import compare_key, fold
from parser.normalise.spans import Span
from parser.normalise.views import View

__all__ = ["Span", "View", "compare_key", "fold"]
