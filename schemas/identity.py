"""Identity: the identifier of a plan, the same for every copy of it in whatever format."""

import re
import unicodedata
from functools import lru_cache

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(1 << 14)
def slug_of(name: str) -> str:
    """Return a name as an ASCII identifier ("Sở Nội vụ" is "so-noi-vu")."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain).strip("-")


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
