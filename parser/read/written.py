"""Written: the runs of a PDF as Unicode text, whatever their fonts: old fonts by name and by letters, ligatures, lost letters."""

import re
from collections.abc import Sequence

from parser.read import lost
from parser.read.encodings import NotText, decode
from parser.read.fonts import convert_run
from parser.read.letters import Run

_OLD_FONTS = (".vn", "vni")
# Letters of ISO 8859-1 that stand for letters of TCVN3 or VNI and for none of Vietnamese.
_OLD = re.compile("[¨©ª«¬®µ¶·¸¹»¼½¾ÄÅÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþ]")
_ODD = re.compile("[ﬀ-ﬆĀ-āĄ-ďĒ-ħĪ-ŨŪ-ƟƢ-ƮƱ-ɏ\ue000-\uf8ff\U000f0000-\U000fffff]")


def in_unicode(runs: Sequence[Run]) -> Sequence[Run]:
    """Return runs, as many, with their text as Unicode; U+FFFD stands for what can't be read."""
    if any(font.startswith(_OLD_FONTS) for font in {run.font.name.lower() for run in runs}):
        runs = [run._replace(text=convert_run(run.text, run.font.name)) for run in runs]
    if any(_OLD.search(run.text) for run in runs):
        runs = _read_anew(runs)
    if not any(_ODD.search(run.text) for run in runs):
        return runs
    found = lost.found_letters(lost.Words(run.font.name, run.text) for run in runs if _ODD.search(run.text))
    return [_put_right(run, found) if _ODD.search(run.text) else run for run in runs]


def _read_anew(runs: Sequence[Run]) -> Sequence[Run]:
    """Return runs in old fonts that go by other names, told by their letters."""
    try:
        read = decode("\n".join([run.text for run in runs]).encode())
    except (NotText, UnicodeDecodeError):
        return runs
    lines = read.text.split("\n")
    if not read.misread or len(lines) != len(runs):
        return runs
    return [run._replace(text=line) for run, line in zip(runs, lines, strict=True)]


def _put_right(run: Run, found: "lost.Found") -> Run:
    """Return a run with lost letters put right where they were found; it is unsure either way."""
    text = lost.without_ligatures(run.text)
    right = lost.put_right(text, run.font.name, found)
    return run._replace(text=lost.without_lost(right), is_sure=right == text and not lost.is_unsure(right))
