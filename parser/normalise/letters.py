"""Letters for patterns of the standard library's ``re``, which matches short patterns several times as fast as ``regex`` but has no \\p{L}.

``UPPER``, ``LOWER`` and ``LETTER`` are the insides of a bracket (``rf"[{UPPER}][{LOWER}]+"``): Latin letters, those of Vietnamese
among them, composed (NFC). ``compiled`` takes a pattern in which ``\\p{Lu}``, ``\\p{Ll}``, ``\\p{L}`` and ``\\p{N}`` stand for them,
as in ``regex``; outside a bracket ``\\p{L}`` is a letter of any script.
"""

import re
from collections.abc import Callable
from typing import Any, cast

import regex

_VIETNAMESE = range(0x1EA0, 0x1EFA)

UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ" + "".join([chr(code) for code in _VIETNAMESE if code % 2 == 0])
"""The capital letters of Vietnamese and of Latin-1."""
LOWER = "a-zß-öø-ÿăđĩũơư" + "".join([chr(code) for code in _VIETNAMESE if code % 2 == 1])
"""The small letters of Vietnamese and of Latin-1."""
LETTER = "A-Za-z\u00aa\u00b5\u00baÀ-ÖØ-öø-\u024f\u1e00-\u1eff"
"""All Latin letters."""

_INSIDE = {"Lu": UPPER, "Ll": LOWER, "L": LETTER, "N": r"\d"}
_OUTSIDE = {"Lu": f"[{UPPER}]", "Ll": f"[{LOWER}]", "L": r"[^\W\d_]", "N": r"\d"}
_TOKEN = re.compile(r"\\p\{(Lu|Ll|L|N)\}|\\.|[\[\]]|[^\\\[\]]+", re.DOTALL)
_POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+")


class _Late:
    """What answers as a compiled pattern does, and compiles it when it is first asked: a process that reads one plan asks half of them."""

    __slots__ = (
        "_compile", "findall", "finditer", "flags", "fullmatch", "groupindex", "groups", "match", "pattern", "search", "split",
        "sub", "subn",
    )  # fmt: skip

    def __init__(self, compile_it: Callable[[], Any]) -> None:
        self._compile = compile_it

    def __getattr__(self, name: str) -> Any:
        """Fill the slots, which are empty until now."""
        pattern = self._compile()
        for slot in self.__slots__[1:]:
            setattr(self, slot, getattr(pattern, slot))
        return getattr(pattern, name)


def compiled(pattern: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """Return ``pattern`` (or what the function makes), its classes of letters written out, as ``re`` compiles it when it is first used.

    Raises then ``ValueError`` for a possessive group, "(...)*+", which Python before 3.11.5 matches wrong (CPython issue 106052); an atomic
    one, "(?>(...)*)", says the same.
    """
    return cast(
        "re.Pattern[str]",
        _Late(lambda: re.compile(_spelt_out(pattern if isinstance(pattern, str) else pattern()), flags)),
    )


def compiled_by_regex(pattern: str, flags: int = 0) -> "regex.Pattern[str]":
    """Return ``pattern`` as ``regex`` compiles it when it is first used, for what ``re`` can't say."""
    return cast("regex.Pattern[str]", _Late(lambda: regex.compile(pattern, flags)))


def compiled_backwards(pattern: str | Callable[[], str]) -> "regex.Pattern[str]":
    """Return ``pattern`` (or what the function makes) as ``regex`` compiles it when it is first used: read from its end back."""
    return cast(
        "regex.Pattern[str]", _Late(lambda: regex.compile(f"(?r){pattern if isinstance(pattern, str) else pattern()}"))
    )


def _spelt_out(pattern: str) -> str:
    if _POSSESSIVE_GROUP.search(pattern):
        raise ValueError(f"a possessive group in {pattern}")
    written: list[str] = []
    inside = False
    for token in _TOKEN.finditer(pattern):
        if token[1]:
            written.append((_INSIDE if inside else _OUTSIDE)[token[1]])
        else:
            inside = token[0] == "[" or (inside and token[0] != "]")
            written.append(token[0])
    return "".join(written)
