"""Settings: what a run is told, and which of it changes what is written."""

import json
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from parser.read import running as office
from parser.read import tesseract
from parser.read.limits import Limits, Options
from parser.version import VERSION

DOCUMENTS = 500
"""How many documents make a part, where nothing else is said."""
MEGABYTES = 4096
"""How much memory (address space) a process that reads documents may have, where nothing else is said."""
NAME = "settings.json"
"""Where the settings of a run stand in its destination."""
_TOOLS = (office.TOOL, tesseract.TOOL)
_BOUNDS = ("limits", "megabytes", "tools")
"""What decides which documents fail, and changes nothing of those that do not."""
FAILED_BY_BOUNDS = frozenset(
    ("INPUT_TOO_LARGE", "INPUT_OVER_LIMIT", "INPUT_TIME_OUT", "INPUT_CRASHED", "TOOL_MISSING", "EXTRA_MISSING")
)
"""The failures that other bounds may undo."""


def differ_by_bounds(before: bytes, record: bytes) -> bool:
    """Tell whether two records of settings differ in nothing but what decides which documents fail."""
    try:
        apart = [
            {key: value for key, value in json.loads(told).items() if key not in _BOUNDS} for told in (before, record)
        ]
    except (ValueError, AttributeError):
        return False
    return apart[0] == apart[1]


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
        """Return what of the settings changes the output, the version of the parser and the programs found, as stored beside it."""
        told = {"version": VERSION, **asdict(self), "tools": [tool for tool in _TOOLS if shutil.which(tool)]}
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
