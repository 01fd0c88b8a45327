"""Recognised pages kept in a folder that the user names, by the picture they were read from: the same dots are read once.

A page is a file of JSON, named by the SHA-256 of its picture and of the version of this program. What can't be read there is
recognised anew; what can't be written is not kept.
"""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from parser.read.paper import Glyphs, Page
from parser.read.ruled import Rule
from parser.version import VERSION

if TYPE_CHECKING:
    from parser.read.picture import Picture


def place_of(folder: Path, picture: "Picture") -> Path:
    """Return the file of what is recognised on a picture."""
    digest = hashlib.sha256(f"kehoach {VERSION} {picture.shape}\n".encode())
    digest.update(picture.tobytes())
    return folder / f"{digest.hexdigest()}.json"


def kept(place: Path, number: int) -> Page | None:
    """Return the page in a file, with its number; None where there is none that can be read."""
    try:
        data = json.loads(place.read_bytes())
        glyphs = tuple(
            Glyphs(float(left), float(right), float(base), float(size), str(text), float(sure))
            for left, right, base, size, text, sure, *_ in data["glyphs"]
        )
        rules = tuple(
            Rule(bool(across), float(at), float(start), float(end)) for across, at, start, end in data["rules"]
        )
        return Page(number, float(data["width"]), float(data["height"]), glyphs, rules)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def keep(place: Path, page: Page) -> None:
    """Write a page to its file, whole or not at all."""
    data = {"width": page.width, "height": page.height, "glyphs": page.glyphs, "rules": page.rules}
    with suppress(OSError):
        handle, temporary = tempfile.mkstemp(prefix=".kehoach-", dir=place.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(data, stream, ensure_ascii=False)
            Path(temporary).replace(place)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
