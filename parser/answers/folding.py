"""Folding: names of bodies as the archive compares them, and the province that they name."""

import re
from functools import lru_cache

from parser.normalise.names import body_key
from schemas.identity import folded

_PROVINCE = re.compile(r"(?i:\b(?:tỉnh ủy|thành ủy|tỉnh|thành phố|tp\.?))\s+([^,;.(]+)")


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
