"""The version of kehoach, in one place."""

import hashlib
from pathlib import Path

RELEASE = "2.0.0.dev0"
"""The version of the package (PEP 440): "2.0.0" in a release, "2.0.0.dev0" while what leads to it is not released."""


def _digest() -> str:
    """Return twelve digits of the SHA-256 over the names and bytes of the files that make the program."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    files = (
        file
        for package in ("parser", "schemas")
        for file in (root / package).rglob("*.*")
        if file.suffix in (".py", ".toml")
    )
    for name, file in sorted((file.relative_to(root).as_posix(), file) for file in files):
        digest.update(f"{name}\0".encode() + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]


VERSION = f"{RELEASE}+{_digest()}" if ".dev" in RELEASE else RELEASE
"""The version that results name. Two unreleased states of the program differ in it: "2.0.0.dev0+3f9a1c0be2d4"."""
