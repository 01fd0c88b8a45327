"""Folding: words as a search compares them, in small ASCII letters; nothing folds đ by itself, so it is done here, once."""

import re
import unicodedata
from functools import lru_cache

from parser.normalise.names import body_key

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_PROVINCE = re.compile(r"(?i:\b(?:tỉnh ủy|thành ủy|tỉnh|thành phố|tp\.?))\s+([^,;.(]+)")


def folded(text: str) -> str:
    """Return a text in small letters without marks, đ as d, one blank between words ("Sở Nội vụ" is "so noi vu")."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return _NOT_WORD.sub(" ", plain).strip()


@lru_cache(1 << 14)
def folded_body(name: str, province: str) -> str:
    """Return the name of a body folded, its abbreviations written out, without the province (folded) that it belongs to."""
    plain = folded(body_key(name))
    if province:
        plain = plain.removesuffix(f" {province}")
        for word in (" thanh pho", " tinh"):
            plain = plain.removesuffix(word)
    return plain


def province_of(*printed: str | None) -> str | None:
    """Return the first province or city that names of bodies tell, without the word before it ("tỉnh Bắc Kạn" is "Bắc Kạn")."""
    for text in printed:
        if text and (found := _PROVINCE.search(text)):
            return found[1].strip()
    return None
