"""Written: the text of a PDF as Unicode, whatever its fonts: old fonts by name and by letters, ligatures, lost letters."""

import re
from collections.abc import Sequence

from parser.normalise.syllables import is_syllable
from parser.read import lost
from parser.read.docx.symbols import symbols
from parser.read.encodings import NotText, decode
from parser.read.fonts import convert_run
from parser.read.runs import PageText, Run

_HYPHENED = re.compile(r"(?<![^\W_])(?:[^\W\d_]+-[^\W\d_]*|-[^\W\d_]+)(?![^\W_-])")
_OLD_FONTS = (".vn", "vni")
_SYMBOL_FONTS = ("symbol", "wingdings")
# Letters of ISO 8859-1 that stand for letters of TCVN3 or VNI and for none of Vietnamese.
_OLD = re.compile("[¨©ª«¬®µ¶·¸¹»¼½¾ÄÅÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþ]")
_ODD = re.compile(f"[ﬀ-ﬆ]|{lost.ODD_LETTER.pattern}")


def in_unicode(pages: Sequence[PageText], fonts: Sequence[str]) -> list[Sequence[Run]]:
    """Return the runs of each page with their text as Unicode; U+FFFD stands for what can't be read. ``fonts`` are the names of all fonts."""
    found = [page.runs for page in pages]
    if any(font.lower().startswith((*_OLD_FONTS, *_SYMBOL_FONTS)) for font in fonts):
        found = [[_converted(run) for run in runs] for runs in found]
    if any(_OLD.search(page.text) for page in pages):
        found = _read_anew(found)
    if not any(_ODD.search(page.text) for page in pages):
        return found
    letters = lost.found_letters(
        lost.Words(run.style.font.name, run.text) for runs in found for run in runs if _ODD.search(run.text)
    )
    return [[_put_right(run, letters) if _ODD.search(run.text) else run for run in runs] for runs in found]


def _converted(run: Run) -> Run:
    """Return a run in an old font or one of symbols, told by its name, as Unicode."""
    name = run.style.font.name
    family = next((family for family in _SYMBOL_FONTS if name.lower().startswith(family)), None)
    if family:
        return run._replace(text=symbols(lost.codes(run.text), family))
    text = convert_run(run.text, name)
    return run._replace(text=_without_hyphens(text) if name.lower().startswith(".vn") else text)


def _without_hyphens(text: str) -> str:
    """Return text of TCVN3 with the letter ư where a hyphen was told: WinAnsiEncoding (ISO 32000-1, annex D) has a hyphen at its byte, 0xAD."""
    return _HYPHENED.sub(_read_hyphens, text) if "-" in text else text


def _read_hyphens(found: re.Match[str]) -> str:
    letters = found[0].replace("-", "")
    word = found[0].replace("-", "Ư" if len(letters) > 1 and letters.isupper() else "ư")
    return word if is_syllable(word.lower()) else found[0]


def _read_anew(pages: list[Sequence[Run]]) -> list[Sequence[Run]]:
    """Return the runs of pages with those put right whose fonts are old and go by other names, told by their letters."""
    texts = [run.text for runs in pages for run in runs]
    try:
        read = decode("\n".join(texts).encode())
    except (NotText, UnicodeDecodeError):
        return pages
    lines = read.text.split("\n")
    if not read.misread or len(lines) != len(texts):
        return pages
    line = iter(lines)
    clean = _without_hyphens if read.encoding == "tcvn3" or "tcvn3" in read.others else str
    return [[run._replace(text=clean(next(line))) for run in runs] for runs in pages]


def _put_right(run: Run, letters: lost.Found) -> Run:
    """Return a run with lost letters put right where they were found; it is unsure either way."""
    text = lost.without_ligatures(run.text)
    right = lost.put_right(text, run.style.font.name, letters)
    read = lost.without_lost(right)
    return run._replace(text=read, is_sure=read == text)
