"""Letters for patterns of the standard library's ``re``, which matches short patterns several times as fast as ``regex`` but has no \\p{L}.

``UPPER``, ``LOWER`` and ``LETTER`` are the insides of a bracket (``rf"[{UPPER}][{LOWER}]+"``): Latin letters, those of Vietnamese
among them, composed (NFC). ``compiled`` takes a pattern in which ``\\p{Lu}``, ``\\p{Ll}``, ``\\p{L}`` and ``\\p{N}`` stand for them,
as in ``regex``; outside a bracket ``\\p{L}`` is a letter of any script.
"""

import re

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


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return ``pattern`` compiled by ``re``, its classes of letters written out.

    Raises ``ValueError`` for a possessive group, "(...)*+", which Python before 3.11.5 matches wrong (CPython issue 106052); an atomic one,
    "(?>(...)*)", says the same.
    """
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
    return re.compile("".join(written), flags)
