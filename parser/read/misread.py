"""What Tesseract misreads in plans, put right by what stands around it: Roman labels, numbers of rows, the case of letters.

Strings in, strings out; who calls tells every word that comes out otherwise than it went in as doubtful.
"""

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

import regex

from parser.lexicon import sheet
from parser.normalise.fold import fold

_STROKES = regex.compile(r"(?P<before>X{0,2}V?)(?P<strokes>[\[({]?[IHLil¡!1|]{1,4}|HE|T)[\])}]?[.,-]?")
"""A Roman label as Tesseract reads one: its strokes, in fat letters close together, as other letters or one too few."""
_BEFORE_FIVE = regex.compile(r"[HLil¡!1|]([VX])[.,-]?")
"""IV and IX, whose first stroke is read as another letter."""
_STROKES_OF = {"": 0, "V": 2, "X": 1, "XV": 3, "XX": 2, "XXV": 4}
"""How many strokes a line through the middle of these letters crosses."""
_NUMBER = regex.compile(r"(\d{1,3})[.,)]?")
_UNKNOWN = regex.compile(r"\p{L}{2,3}[.,]?")
_QUARTER = regex.compile(r"([IHLl1|\]]{1,3})(V?)((?:[/.,;:)].*)?)")
_GLUED = regex.compile(r"([IVXHLl¡!1|\[\]]{1,5}[.,]|\d{1,2}[.,)])(\p{Lu}\p{L}+.*)")
"""A label and the word after it, read as one."""
_LABEL = regex.compile(r"(\d{1,2})[:,;]")
"""A label whose full stop has dirt beside it."""
_DASHES = regex.compile(r"[-–—_=~«»‹›.,·•¬]*[-–—_=~¬][-–—_=~«»‹›.,·•¬]*")
"""What is read for the dash of a bullet."""
_SIGNS = frozenset("-–+/&%…•*():;")
"""Signs that stand alone in plans."""
_JOINED_DASH = regex.compile(r"\p{L}*\p{Ll}-")
"""A word with the dash after it, as before another name: "Văn thư - Lưu trữ"."""
_REGISTRY = regex.compile(r"V[TFIÏYÝ7]([,.;]*)")
"""VT, văn thư, the first to keep a document (Nghị định 30/2020/NĐ-CP, phụ lục I), as it is misread."""
_STOPPED = regex.compile(r"\p{L}*(?:ch|[ptc])", regex.I)
"""A syllable that ends in a stop, which none does without a sắc or a nặng."""
_ROUND = "ỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰÔƠƯÓÒÕÚÙŨ"
"""Capitals that differ from the small letters in size alone, so that Tesseract reads one for the other."""
_ROUND_WORD = regex.compile(rf"\p{{Lu}}{{0,2}}[{_ROUND}]")
_SMALL_INSIDE = str.maketrans({letter: letter.lower() for letter in "ÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊỲÝỶỸỴĂÂÊ" + _ROUND})
"""Capitals with marks, which no abbreviation with small letters in it has."""
_DOUBLED = regex.compile(r"(?<=Đ)Ð|Ð(?=Đ)|([\p{Ll}--[a-z]])(?=\1)", regex.V1)
"""A letter with a mark read twice."""
_PURPOSE = regex.compile(r"(?<=\(b/)[€CcG©e](?=\))")
"""The letter of "(b/c)", để báo cáo, in the lists of recipients."""
_CAPITAL = regex.compile(r"\p{Lu}")
_SHEET = "misread.toml"
_LETTERS = regex.compile(r"\p{L}+")
_ALIKE = "SCVX"
"""Consonants whose capitals and small letters have one shape, as the vowels above do."""
_BODIES = frozenset({"sở"})
"""Words of such letters alone that plans write with a capital, as names of bodies."""
_NOT_BODIES = frozenset({"cơ", "trụ", "hội"})
"""What stands before them where they are no body: cơ sở, trụ sở, hội sở."""


def label_of_strokes(read: str, strokes: int) -> str | None:
    """Return the Roman label (no full stop) read as ``read`` whose middle crosses so many strokes, None where it can't be one."""
    read = _without_marks(read)
    if found := _BEFORE_FIVE.fullmatch(read):
        return f"I{found[1]}"
    found = _STROKES.fullmatch(read)
    if found is None:
        return None
    count = strokes - _STROKES_OF[found["before"]]
    return found["before"] + "I" * count if 1 <= count <= 3 else None


def labels_of_rows(read: Sequence[str], strokes: Sequence[int]) -> list[str]:
    """Return the labels of a table's rows, from above: 1, 2, 3 ... by those around them, Roman ones by their strokes."""
    romans = _romans(read, strokes)
    labels = [roman or text for roman, text in zip(romans, read, strict=True)]
    numbers = _sure_numbers(read)
    last = begin = 0
    for place, number in [*numbers.items(), (len(read), None)]:
        gap = range(begin, place)
        missing = number - last - 1 if number is not None else 0
        if 0 < missing <= len(gap):
            likely = [one for one in gap if not romans[one] and len(_CAPITAL.findall(read[one])) < 2]
            for one in sorted([*(one for one in gap if one not in likely), *likely][-missing:]):
                last += 1
                labels[one] = str(last)
        for one in gap[1:]:
            if romans[one] and labels[one] == labels[one - 1]:
                labels[one] = str(last + 1)
        if number is not None:
            labels[place] = read[place]
            last, begin = number, place + 1
    for place in range(len(labels) - 2):
        if labels[place : place + 3] == ["1", "I", "2"]:  # a group stands above its first row
            labels[place : place + 2] = ["I", "1"]
    return labels


def _romans(read: Sequence[str], strokes: Sequence[int]) -> list[str | None]:
    """Return the Roman labels among those of rows; two or three letters that are none are the next one where its strokes fit."""
    found: list[str | None] = []
    for text, count in zip(read, strokes, strict=True):
        label = label_of_strokes(text, count)
        following = sum(one is not None and not other.isdigit() for one, other in zip(found, read, strict=False)) + 1
        if label is None and following > 1 and following == count <= 3 and _UNKNOWN.fullmatch(text):
            label = "I" * count
        found.append(label)
    return found


def _sure_numbers(read: Sequence[str]) -> dict[int, int]:
    """Return the numbers of rows that fit to those around them, by place: next to one, or next but one to another."""
    found = {place: int(mark[1]) for place, text in enumerate(read) if (mark := _NUMBER.fullmatch(text))}
    numbers = list(found.values())
    sure = {}
    for at, (place, number) in enumerate(found.items()):
        steps = [number - one for one in reversed(numbers[max(at - 2, 0) : at])]
        steps_on = [one - number for one in numbers[at + 1 : at + 3]]
        is_twice = 0 in (*steps[:1], *steps_on[:1])
        if len(numbers) == 1 or 1 in (*steps[:1], *steps_on[:1]) or (not is_twice and {1, 2} & {*steps, *steps_on}):
            sure[place] = number
    return sure


def words_put_right(read: Sequence[str], strokes: Callable[[int], int]) -> list[str]:
    """Return the words of a line put right: the case of letters, letters read twice, quarters of years, marks of usual words.

    ``strokes`` counts the upright strokes with which the word at an index begins.
    """
    words = [_PURPOSE.sub("c", _DOUBLED.sub("", _case_put_right(read, place))) for place in range(len(read))]
    for place in range(1, len(words)):
        words[place - 1 : place + 1] = pair_put_right(words[place - 1], words[place])
        found = _QUARTER.fullmatch(words[place])
        if found and words[place - 1].lower() == "quý":
            count = strokes(place)
            if found[3][:1] == ")" and "H" not in found[1]:  # a bracket's middle is as upright as a stroke
                count = min(count, len(found[1]))
            if found[2]:
                words[place] = f"IV{found[3]}"
            elif found[1] != "1" or count > 1:
                words[place] = "I" * min(max(count, 1), 3) + found[3]
        if words[place - 1] == "Lưu:" and (registry := _REGISTRY.fullmatch(words[place])):
            words[place] = f"VT{registry[1]}"
        if _JOINED_DASH.fullmatch(words[place - 1]) and words[place][:1].isupper():
            words[place - 1] = f"{words[place - 1][:-1]} -"
    return words


def sign_put_right(read: str, *, begins: bool) -> str | None:
    """Return a word without letters and figures as it must have stood, "-" for the dash of a bullet that begins a line; None for dirt."""
    if any(map(str.isalnum, read)):
        return read
    if begins and _DASHES.fullmatch(read):
        return "-"
    if read in ("—", "--"):
        return "-"
    return read if read in _SIGNS else None


def label_and_word(read: str) -> tuple[str, str] | None:
    """Return a label and the word after it that were read as one, None where they were not."""
    found = _GLUED.fullmatch(read)
    return (found[1], found[2]) if found else None


def figure_put_right(read: str, following: str) -> str:
    """Return the first word of an indented line: a figure before a capital is a label with its full stop."""
    found = _LABEL.fullmatch(read)
    return f"{found[1]}." if found and following[:1].isupper() else read


def _case_put_right(read: Sequence[str], place: int) -> str:
    """Return a word with its letters in the case that the words around it show."""
    word, before, after = read[place], read[:place], read[place + 1 :]
    letters = _LETTERS.search(word)
    if letters is None:
        return word
    if any(map(str.islower, letters[0])):
        small = letters[0][0] + letters[0][1:].translate(_SMALL_INSIDE)
    elif _ROUND_WORD.fullmatch(letters[0]) and not _among_capitals(before, after):
        small = _as_small(letters[0], before[-1] if before else "", after[0] if after else "")
    else:
        return word
    return word[: letters.start()] + small + word[letters.end() :]


def pair_put_right(one: str, other: str) -> tuple[str, str]:
    """Return two words, one of which may have been misread by its marks, as the vocabulary writes them."""
    if not one[-1:].isalpha() or not other[:1].isalpha():
        return one, other
    first, second = _LETTERS.findall(one)[-1], _LETTERS.findall(other)[0]
    usual = _pairs().get((_bare(first), _bare(second)), ())
    read = fold(first).lower(), fold(second).lower()
    if read in usual:
        return one, other
    for usual_first, usual_second in usual:
        if read[0] == usual_first:
            return one, _as_cased(usual_second, second) + other[len(second) :]
        if read[1] == usual_second:
            return one[: -len(first)] + _as_cased(usual_first, first), other
    if len(usual) == 1 and any(map(_lacks_tone, read)):
        return one[: -len(first)] + _as_cased(usual[0][0], first), _as_cased(usual[0][1], second) + other[len(second) :]
    return one, other


def _lacks_tone(word: str) -> bool:
    """Tell whether a syllable ends in a stop without one of the two tones that such syllables have."""
    return bool(_STOPPED.fullmatch(word)) and not {"\u0301", "\u0323"} & set(unicodedata.normalize("NFD", word))


@cache
def _pairs() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return the usual pairs of words, by their letters without marks."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one, other in map(str.split, map(fold, sheet(_SHEET)["pairs"])):
        found.setdefault((_bare(one), _bare(other)), []).append((one, other))
    return found


def _bare(word: str) -> str:
    """Return a word in small letters without marks."""
    return _without_marks(word.lower().replace("đ", "d"))


def _without_marks(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _as_cased(word: str, model: str) -> str:
    """Return a word in small letters in the case of another."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.capitalize() if model[0].isupper() else word


def _among_capitals(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether the nearest word on either side that shows its case is in capitals."""
    sides = (
        next((word for word in side if len(word) > 1 and not _ROUND_WORD.fullmatch(word)), "")
        for side in (before[::-1], after)
    )
    return any(map(str.isupper, sides))


def _as_small(word: str, before: str, after: str) -> str:
    """Return a word of round letters in capitals as it stands in running text between two others."""
    small = word.lower()
    if small in _BODIES and before.lower() not in _NOT_BODIES:
        return word[0] + small[1:]
    begins = not before or not before[-1].isalpha() or after[:1].isupper()
    return word[0] + small[1:] if begins or word[0] not in _ROUND + _ALIKE else small
