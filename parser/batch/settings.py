"""Settings: what a run is told, and which of it changes what is written."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from parser.read.limits import Limits, Options
from parser.version import VERSION

DOCUMENTS = 500
"""How many documents make a part, where nothing else is said."""
MEGABYTES = 4096
"""How much memory (address space) a process that reads documents may have, where nothing else is said."""
NAME = "settings.json"
"""Where the settings of a run stand in its destination."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides what is written: the form of the output, the language of messages, how inputs are read, how many documents make a part."""

    form: str = "jsonl"
    lang: str = "vi"
    limits: Limits = field(default_factory=Limits)
    encoding: str | None = None
    megabytes: int = MEGABYTES
    documents: int = DOCUMENTS
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    cache: str | None = None
    ocr: bool = True

    def record(self) -> bytes:
        """Return what of the settings changes the output, and the version of the parser, as stored beside it."""
        told = {"version": VERSION, **asdict(self)}
        del told["cache"], told["include"], told["exclude"]  # which documents are asked for changes no document
        return (json.dumps(told, indent=1, sort_keys=True) + "\n").encode()

    def options(self, left: frozenset[str] = frozenset()) -> Options:
        """Return how a process reads documents that leaves what needs these programs to another."""
        return Options(self.limits, self.encoding, Path(self.cache) if self.cache else None, self.ocr, left)

    def to_json(self) -> dict[str, Any]:
        """Return all settings, for another process."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Settings":
        """Return the settings that another process was told."""
        lists = {"include": tuple(told["include"]), "exclude": tuple(told["exclude"])}
        return cls(**{**told, **lists, "limits": Limits(**told["limits"])})
