"""How many texts are decoded right in each legacy encoding, by which encoding is told from the text, and how fast.

Plans are encoded and decoded again; right means that the text comes back equal (NFC). The encoders here write what a
careful writer of the time would: Windows punctuation where the encoding leaves room for it, ASCII elsewhere. TCVN3 has no
capitals with tones: the writer types the small letter ("CéNG"), and texts are compared with such letters' case folded.
"""

import random
import re
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from parser.normalise.syllables import TONES
from parser.read import legacy
from parser.read.encodings import NotText, decode

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "corpus" / "plans", ROOT.parent / "shared" / "plans")
DOCUMENTS = 200
LINES = 2_000
LINE = 20
MARKED = 3
REPEATS = 200

_ASCII = {
    **dict.fromkeys("“”„″", '"'),
    **dict.fromkeys("‘’′", "'"),
    **dict.fromkeys("–—−‐‑", "-"),
    "…": "...",
    "•": "-",
    "\u00a0": " ",
}
_IN_WINDOWS = str.maketrans({"−": "-", "‐": "-", "‑": "-", "″": '"', "′": "'"})
_TONED = re.compile(f"[{TONES}]")

Encoder = Callable[[str], bytes]


def split_tone(letter: str) -> tuple[str, str]:
    """Return a letter without its tone, and the tone."""
    apart = unicodedata.normalize("NFD", letter)
    tone = "".join(_TONED.findall(apart))
    return unicodedata.normalize("NFC", _TONED.sub("", apart)), tone


@cache
def _bytes_of(*names: str) -> Mapping[str, int]:
    """Return the byte of each letter of some tables, the first table first."""
    return {letter: byte for name in reversed(names) for byte, letter in legacy._rows(name).items()}


def _one_byte(text: str, letters: Mapping[str, int]) -> bytes:
    return b"".join([bytes([letters[each]]) if each in letters else each.encode("cp1252", "replace") for each in text])


def to_tcvn3(text: str) -> bytes:
    """Encode in TCVN3; capitals with a tone as the small letter."""
    letters = _bytes_of("tcvn3")
    small = "".join([each.lower() if split_tone(each)[1] and each not in letters else each for each in text])
    return _one_byte(small, letters)


def to_tcvn3_capitals(text: str) -> bytes:
    """Encode in TCVN3 with every word that is in capitals typed in small letters, as for a font such as .VnTimeH."""
    return to_tcvn3(re.sub(r"[^\W\d_]{2,}", lambda found: found[0].lower() if found[0].isupper() else found[0], text))


def to_tcvn5712(text: str) -> bytes:
    """Encode in TCVN 5712 VN1, with all capitals; typographic signs in ASCII."""
    return _one_byte(_ascii_signs(text), _bytes_of("tcvn3", "tcvn5712"))


def to_viscii(text: str) -> bytes:
    """Encode in VISCII, typographic signs in ASCII."""
    letters = _bytes_of("viscii")
    return bytes([letters.get(each, ord(each) if each.isascii() else ord("?")) for each in _ascii_signs(text)])


def to_windows_1258(text: str) -> bytes:
    """Encode in windows-1258 as Windows types it: the shaped vowel, then its tone."""
    return "".join(["".join(split_tone(each)) for each in text]).encode("cp1258", "replace")


def to_windows_1258_composed(text: str) -> bytes:
    """Encode in windows-1258 with the letters that it has whole ("á", "è") whole."""

    def letter(each: str) -> bytes:
        try:
            return each.encode("cp1258")
        except UnicodeEncodeError:
            return to_windows_1258(each)

    return b"".join([letter(each) for each in text])


def to_vni(text: str) -> bytes:
    """Encode in VNI-Windows."""
    letters = _vni_bytes()
    return b"".join([letters.get(each) or each.encode("cp1252", "replace") for each in text])


@cache
def _vni_bytes() -> Mapping[str, bytes]:
    pairs = sorted(legacy._vni()[0].items(), key=lambda pair: pair[0].swapcase())
    return {letter: pair.encode("latin-1") for pair, letter in pairs if pair.isupper() or pair.islower()}


def to_viqr(text: str) -> bytes:
    """Encode in VIQR as RFC 1456 asks, with a backslash before what would be read as a mark."""
    return _viqr(_ascii_signs(text), escape=True)


def to_viqr_unescaped(text: str) -> bytes:
    """Encode in VIQR without the backslashes, as many have written it."""
    return _viqr(_ascii_signs(text), escape=False)


def _viqr(text: str, escape: bool) -> bytes:
    marks = {mark: sign for sign, mark in legacy._sheet()["viqr"].items() if sign != "*"}
    pieces: list[str] = []
    for each in text:
        if each in "đĐ":
            pieces.append("dd" if each == "đ" else "DD")
            continue
        base, *combining = list(unicodedata.normalize("NFD", each))
        before = pieces[-1] if pieces else ""
        doubled = each in "dD" and before in ("d", "D")
        if escape and (each == "\\" or doubled or (each in "^(+`?~'." and _takes(before, each))):
            pieces.append("\\" + each)
        else:
            pieces.append(base + "".join(sorted((marks[mark] for mark in combining), key="^(+`?~'.".index)))
    return "".join(pieces).encode("ascii", "replace")


def _takes(before: str, sign: str) -> bool:
    """Tell whether a sign after a written letter would be read as its mark."""
    if sign in "^(+":
        return before in {"^": tuple("aeoAEO"), "(": tuple("aA"), "+": tuple("ouOU")}[sign]
    return before[:1].lower() in tuple("aeiouy") and before[-1] not in "`?~'."


def _ascii_signs(text: str) -> str:
    return "".join([_ASCII.get(each, each) for each in text])


def to_misread(encoder: Encoder) -> Encoder:
    """Return an encoder to UTF-8 of what a program makes of an encoder's bytes that takes them for Windows-1252."""
    return lambda text: encoder(text).decode("cp1252", "replace").encode()


def to_twice(text: str) -> bytes:
    """Encode in UTF-8 twice, as a program does that takes UTF-8 for Windows-1252."""
    return "".join([_as_windows(byte) for byte in text.encode()]).encode()


def _as_windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


class Trial(NamedTuple):
    """An encoder, and the encoding that its texts should be told to be in."""

    name: str
    encode: Encoder
    encoding: str
    ascii_signs: bool = False
    caseless: bool = False


TRIALS = (
    Trial("UTF-8", str.encode, "utf-8"),
    Trial("UTF-16 LE, unmarked", lambda text: text.encode("utf-16-le"), "utf-16-le"),
    Trial("UTF-32 BE, unmarked", lambda text: text.encode("utf-32-be"), "utf-32-be"),
    Trial("windows-1258", to_windows_1258, "windows-1258"),
    Trial("windows-1258, composed", to_windows_1258_composed, "windows-1258"),
    Trial("TCVN3", to_tcvn3, "tcvn3", caseless=True),
    Trial("TCVN3, font of capitals", to_tcvn3_capitals, "tcvn3", caseless=True),
    Trial("TCVN 5712 VN1", to_tcvn5712, "tcvn5712", ascii_signs=True),
    Trial("VNI", to_vni, "vni"),
    Trial("VISCII", to_viscii, "viscii", ascii_signs=True),
    Trial("VIQR", to_viqr, "viqr", ascii_signs=True),
    Trial("VIQR, unescaped", to_viqr_unescaped, "viqr", ascii_signs=True),
    Trial("TCVN3 saved as UTF-8", to_misread(to_tcvn3), "tcvn3", caseless=True),
    Trial("VNI saved as UTF-8", to_misread(to_vni), "vni"),
    Trial("UTF-8 twice", to_twice, "utf-8"),
)


def expected(trial: Trial, text: str) -> str:
    """Return what must come back of a text: what the encoding has no sign for is written otherwise."""
    return _ascii_signs(text) if trial.ascii_signs else text


def is_right(trial: Trial, text: str) -> bool:
    """Tell whether a text comes back equal. For TCVN3, the case of letters with a tone aside."""
    try:
        back = decode(trial.encode(text)).text
    except ValueError:
        return False
    wanted = expected(trial, text)
    return back.casefold() == wanted.casefold() if trial.caseless else back == wanted


def plans(folders: tuple[Path, ...] = FOLDERS) -> Iterator[str]:
    """Yield the texts of plans that every encoding can hold: NFC, the signs that Windows has."""
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig")).translate(_IN_WINDOWS)
            yield "".join([each for each in text if each in "\n\t" or can_hold(each)])


@cache
def can_hold(character: str) -> bool:
    """Tell whether every encoding has a character, or one that is written for it."""
    if character in _bytes_of("viscii") or character.isascii():
        return True
    return character in _ASCII and character.encode("cp1252", "ignore") != b""


def documents(texts: list[str], number: int = DOCUMENTS) -> list[str]:
    """Return documents cut out of texts at line ends: whole ones, and parts of them of many lengths."""
    chance = random.Random(1)
    found = list(texts)
    while len(found) < number:
        lines = chance.choice(texts).split("\n")
        start = chance.randrange(len(lines))
        part = "\n".join(lines[start : start + chance.randrange(10, 80)])
        if marked(part) >= 100:
            found.append(part)
    return found[:number]


def cut_lines(texts: list[str], number: int = LINES) -> tuple[list[str], list[str]]:
    """Return lines of texts, whole and cut at words: those long enough to tell, and the short ones."""
    chance = random.Random(1)
    whole = list(dict.fromkeys(line for text in texts for line in text.split("\n") if marked(line)))
    long = [line for line in whole if len(line) >= LINE and marked(line) >= MARKED]
    short = [line for line in whole if len(line) < LINE or marked(line) < MARKED]
    seen = {*long, *short}
    while len(long) < number or len(short) < number // 4:
        words = chance.choice(whole).split(" ")
        start = chance.randrange(len(words))
        part = " ".join(words[start : start + chance.randrange(1, 16)])
        if part in seen or not marked(part):
            continue
        seen.add(part)
        (long if len(part) >= LINE and marked(part) >= MARKED else short).append(part)
    chance.shuffle(long)
    chance.shuffle(short)
    return long[:number], short[: number // 4]


def marked(text: str) -> int:
    """Return how many letters of a text have a mark."""
    return sum(not each.isascii() and each.isalpha() for each in text)


def speed(trial: Trial, text: str, runs: int) -> float:
    """Return how many MB a second are decoded of a long text in the encoding."""
    data = trial.encode(text)
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        decode(data)
        spent.append(time.perf_counter() - start)
    return len(data) / statistics.median(spent) / 1e6


def false_alarms(roots: list[Path]) -> tuple[int, list[Path]]:
    """Return how many files without Vietnamese there are below folders, and those that are taken for a legacy encoding."""
    number, mistaken = 0, []
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.suffix not in (".py", ".md", ".txt", ".rst", ".toml", ".json") or path.stat().st_size > 1_000_000:
                continue
            data = path.read_bytes()
            try:
                data.decode()
            except UnicodeDecodeError:
                continue
            number += 1
            try:
                decoded = decode(data)
            except NotText:
                continue
            if decoded != (data.decode("utf-8-sig"), "utf-8", 0, False, ()):
                mistaken.append(path)
    return number, mistaken


def main() -> None:
    """Print the table; paths given are searched for files without Vietnamese that are mistaken."""
    texts = list(plans())
    whole = documents(texts)
    long, short = cut_lines(texts)
    print(f"{len(whole)} documents, {len(long):,} lines, {len(short):,} short lines.\n")
    print("| encoding | documents | lines | short lines | MB/s |\n|---|---|---|---|---|")
    for trial in TRIALS:
        rates = [statistics.fmean(is_right(trial, text) for text in sample) for sample in (whole, long, short)]
        fast = speed(trial, "\n".join(texts) * 4, 3)
        print(f"| {trial.name} | {rates[0]:.2%} | {rates[1]:.2%} | {rates[2]:.2%} | {fast:.1f} |")
    if sys.argv[1:]:
        number, mistaken = false_alarms([Path(root) for root in sys.argv[1:]])
        print(f"\n{number:,} files without Vietnamese, {len(mistaken)} mistaken.")
        for path in mistaken:
            print(f"- {path}")


if __name__ == "__main__":
    main()
