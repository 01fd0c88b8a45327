"""``python -m kehoach``: the command."""

from parser.commands import main

main()
