"""Batch: an archive of any size to data, each document once, whatever happens in between.

settings → listing (the documents, in sorted order) → parts (each next N of them, listed before they are worked on) → engine (which part
runs where) → work (a part: lanes of supervised children, writers) → commit (what counts) → books (failures, duplicates, run.json).

All that a run keeps stands in the destination (``store``); ``cache`` is made anew from it whenever it is missing.
"""

FORMATS = ("jsonl", "parquet", "json")
"""How plans are written, the default first."""
ENGINES = ("local", "ray")
"""Where parts run, the default first."""
