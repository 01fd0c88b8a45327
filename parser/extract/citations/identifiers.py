"""Identifiers: what a document is called in data, the same wherever it is cited.

A document is known by its number, or without one by its name. The canonical identifier is ``vn/<type>/<issuer
codes>/<serial>-<year>`` for a numbered document ("vn/quyet-dinh/ttg/142-2020"): everything in lower case without
diacritics, the year being that in the number or else of the date, left out when neither is known; where two documents
of a plan would share it, the later takes its whole date ("vn/chi-thi/ttg/02-2018-07-04"). A document known by name only
is ``vn/<type>/<name>[-<year>]`` ("vn/luat/so-huu-tri-tue"), a standard ``vn/<type>/<number>``
("vn/tieu-chuan-quoc-gia/tcvn-7957-2008"). The codes of local bodies (UBND, HĐND, TU) name no province: an identifier
tells documents apart within a plan, and across plans only for central bodies.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from parser.extract.citations.documents import Alias, CitedDocument, Draft, is_same
from parser.extract.citations.likeness import WORD, bare_letters, without_year
from parser.extract.citations.placed import PlacedCitation
from parser.extract.citations.terms import vocabulary

_CACHED = 2048
_NO_TYPE, _NO_ISSUER = "van ban", "khong-ro"


def finish(drafts: list[Draft], paragraphs: Sequence[Sequence[PlacedCitation]]) -> tuple[CitedDocument, ...]:
    """Freeze the documents, each with its canonical identifier and its mentions in the order of ``paragraphs``."""
    taken: dict[str, int] = {}
    finished = []
    for draft in drafts:
        spelt = _usual(draft)
        identifier = _identifier(draft)
        if identifier in taken and draft.date:
            identifier = f"{identifier.removesuffix(f'-{draft.date.year}')}-{draft.date.isoformat()}"
        while identifier in taken:
            taken[identifier] += 1
            identifier += "-bis" if taken[identifier] == 2 else f"-bis-{taken[identifier]}"
        taken[identifier] = 1
        finished.append(
            CitedDocument(
                identifier,
                draft.type,
                spelt,
                draft.parts,
                draft.date,
                _mixed(draft.issuer),
                draft.name,
                tuple([Alias(alias, paragraphs[row][column].alias_span) for alias, row, column in draft.aliases]),
                tuple([paragraphs[row][column] for row, column in sorted(draft.mentions)]),
            )
        )
    return tuple(finished)


def _mixed(issuer: str | None) -> str | None:
    """Return an issuer printed in capitals only in its usual case, where its name is known."""
    if issuer is None or not issuer.isupper():
        return issuer
    known = (*vocabulary().single_bodies, *(body.name for body in vocabulary().issuers))
    return next((name for name in known if is_same(name, issuer)), issuer)


def _usual(draft: Draft) -> str | None:
    """Return the number as printed, but with "QĐ-TTG" of a title in capitals written "QĐ-TTg"."""
    number = draft.number
    if number is None or draft.parts is None:
        return number
    for code in (draft.parts.type_code, *draft.parts.issuer_codes):
        if code and code not in number:
            number = re.sub(re.escape(code), code, number, flags=re.IGNORECASE)
    return number


def _identifier(draft: Draft) -> str:
    kind = _slug(draft.type or _NO_TYPE)
    if draft.number is None:
        name = draft.name or ""
        rest = name[len(draft.type or "") :] if name.casefold().startswith((draft.type or "").casefold()) else name
        rest, year = without_year(rest)
        when = year or (str(draft.date.year) if draft.date else "")
        slug = _slug(rest)
        return "/".join(["vn", kind, "-".join(filter(None, (slug or kind, when)))])
    if draft.parts is None:
        return f"vn/{kind}/{_slug(draft.number)}"
    year_text = str(draft.parts.year or (draft.date.year if draft.date else ""))
    codes = "-".join(filter(None, map(_slug, draft.parts.issuer_codes))) or _NO_ISSUER
    return f"vn/{kind}/{codes}/" + "-".join(filter(None, (draft.parts.serial, year_text)))


@lru_cache(_CACHED)
def _slug(text: str) -> str:
    """Return ``text`` in small letters without diacritics, its words joined with hyphens."""
    return "-".join(filter(None, map(bare_letters, WORD.findall(text))))
