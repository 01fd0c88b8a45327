"""Run the command line with ``python -m parser``."""

from parser.commands import main

main()
