"""Numerals: the printed form of an item's number in each number format (ST_NumberFormat, ISO/IEC 29500-1, 17.18.59).

Formats of scripts that no Vietnamese document uses print as decimals.
"""

from collections.abc import Callable

from parser.lexicon import sheet

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
# Word prints these formats up to here; beyond, and below 1, a number is a decimal.
_MOST_ROMAN = 32767
_MOST_LETTERS = 780
_CHICAGO = "*†‡§"
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    **{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"},
    "twelve": "twelfth",
}


def _roman(number: int) -> str:
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    written = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written.append(letters * count)
    return "".join(written)


def _letter(number: int) -> str:
    """a to z, then aa, bb ... as Word counts on."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _cardinal_words(number: int) -> str:
    if not 0 <= number < 100:
        return str(number)
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def _ordinal_words(number: int) -> str:
    words = _cardinal_words(number)
    if words.isdigit():
        return _ordinal(number)
    head, dash, last = words.rpartition("-")
    ending = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return head + dash + ending


def _vietnamese(number: int) -> str:
    if not 0 <= number < 100:
        return str(number)
    spelt: dict[str, list[str]] = sheet("marks.toml")["numerals"]
    units, behind_tens = spelt["units"], spelt["behind_ten" if number < 20 else "behind_tens"]
    if number < len(units):
        return units[number]
    tens, ones = divmod(number, 10)
    head = units[10] if tens == 1 else f"{units[tens]} {spelt['tens'][0]}"
    return f"{head} {behind_tens[ones]}".strip()


def _enclosed(first: int, most: int) -> Callable[[int], str]:
    """The numbers of a row of Unicode's enclosed ones from ``first``."""
    return lambda number: chr(first + number - 1) if 0 < number <= most else str(number)


def _chicago(number: int) -> str:
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return _CHICAGO[(number - 1) % 4] * ((number - 1) // 4 + 1)


_FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "ordinal": _ordinal,
    "cardinalText": lambda number: _cardinal_words(number).capitalize(),
    "ordinalText": lambda number: _ordinal_words(number).capitalize(),
    "vietnameseCounting": _vietnamese,
    "hex": lambda number: f"{number:X}",
    "chicago": _chicago,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _enclosed(0x2460, 20),
    "decimalEnclosedCircleChinese": _enclosed(0x2460, 20),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "bullet": lambda number: "",
    "none": lambda number: "",
}


def write_number(number: int, number_format: str) -> str:
    """Return a number as a format prints it; a format of zeros ("0001") is that of ST_NumberFormat's "custom"."""
    if number_format.isdigit():
        return f"{number:0{len(number_format)}d}"
    return _WRITERS.get(number_format, str)(number)
