"""Looks: by what a document of Nghị định 30/2020/NĐ-CP is told from what stands around it: its motto, the head of nơi nhận."""

import re

from parser.lexicon.phrases import worded

MOTTO = worded(r"{looks.motto}|{looks.motto_below}\s*[-–]\s*{looks.motto_ends}", "layout.toml", flags=re.IGNORECASE)
"""The motto of the state or of the Party, also without its tone marks as recognition leaves it."""
RECIPIENTS = worded(r"\s*{parts.recipients}\s*:?", "layout.toml", flags=re.IGNORECASE)
"""The head of nơi nhận."""
