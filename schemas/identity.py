"""Identity: the identifier of a plan, the same for every copy of it in whatever format."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def without_marks(text: str) -> str:
    """Return a text (in small letters) without diacritics, đ as d."""
    return "".join(letter for letter in _taken_apart(text) if not unicodedata.combining(letter))


def folded(text: str) -> str:
    """Return a text as a search compares it: small ASCII letters and digits, one blank between words ("Sở Nội vụ" is "so noi vu")."""
    plain = _taken_apart(text.lower()).encode("ascii", "ignore").decode()
    return _NOT_WORD.sub(" ", plain).strip()


def _taken_apart(text: str) -> str:
    """Return a text with each mark behind its letter; no normal form of Unicode takes đ apart."""
    return unicodedata.normalize("NFD", text.replace("đ", "d"))


@lru_cache(1 << 14)
def slug_of(name: str) -> str:
    """Return a name as an ASCII identifier ("Sở Nội vụ" is "so-noi-vu")."""
    return folded(name).replace(" ", "-")


def plan_id(
    *, issuer: str | None, superior: str | None, place: str | None, number: str | None, date: str | None, sha256: str
) -> str:
    """Return the identifier of a plan: issuer with province, number and day of issue ("ubnd-tinh-bac-kan/155-kh-ubnd/2020-03-27").

    The body above the issuer is part of it, and the place of issue where neither names it. Without an issuer, a number or a day it is the hash
    of the bytes ("sha256:..."): nothing else tells such a document from others.
    """
    if not (issuer and number and date):
        return f"sha256:{sha256}"
    bodies = "-".join(filter(None, (slug_of(superior or ""), slug_of(issuer))))
    where = slug_of(place or "")
    if where and f"-{where}-" not in f"-{bodies}-":
        bodies = f"{bodies}-{where}"
    return f"{bodies}/{slug_of(number)}/{date}"
