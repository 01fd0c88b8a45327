"""Extract: agencies and their roles, deadlines, citations, tasks and task tables, from segmented text."""
