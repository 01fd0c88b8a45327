"""Letters: character classes of the Latin letters, Vietnamese ones among them, for ``re``, which has no \\p{L}.

``re`` is several times faster than ``regex`` on short matches. For use inside brackets: ``rf"[{UPPER}][{LOWER}]+"``.
"""

import unicodedata

_LATIN = [chr(point) for point in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]

UPPER = "".join([letter for letter in _LATIN if unicodedata.category(letter) == "Lu"])
"""The capital letters."""
LOWER = "".join([letter for letter in _LATIN if unicodedata.category(letter) == "Ll"])
"""The small letters."""
LETTER = "A-Za-z\u00aa\u00b5\u00baÀ-ÖØ-öø-\u024f\u1e00-\u1eff"
"""All letters."""
