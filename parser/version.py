"""The version of kehoach, in one place."""

VERSION = "1.1.0"
