"""Rendering: a plan's plain text as blocks, and these written in other formats, for round trips."""
