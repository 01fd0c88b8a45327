"""Signatures: the marks of authority, the positions and the names of those who sign, Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.7."""

import re

from parser.lexicon.phrases import any_of, worded, words_of, written
from parser.normalise.letters import compiled

_SHEET = "header.toml"
POSITION = worded(
    r"(?<!\p{L})(?:(?:{SIGNING.DEPUTY}\s)?(?:{SIGNING.GENERAL}\s)?{SIGNING.POSITIONS}|{SIGNING.POSITIONS_ALONE})(?!\p{L})",
    _SHEET,
)
MARK = compiled(r"(?<!\p{L})(?:T/M|TM|KT|K/T|TL|T/L|TUQ|Q)(?:\s?[./]|(?=\s))\s?")
"""A mark of authority: on behalf of (TM.), in place of (KT.), by order of (TL.), by authorisation of (TUQ.), acting (Q.)."""
RUN_ON = compiled(r"[.;]\s*(?=(?:T/M|TM|KT|TL|TUQ)\s?\.\s?\p{Lu}{2})")
"""Where a text without line breaks runs on from the last recipient into the signature."""
_TITLES = written(r"(?:(?:TS|ThS|PGS|GS|BS|KS|LS|CN)\.?\s?){0,3}(?:{Signing.ranks}\s{signing.ranks_of}\s)?", _SHEET)
NAME = compiled(rf"{_TITLES}\p{{Lu}}\p{{Ll}}+(?:\s\p{{Lu}}\p{{Ll}}*){{1,5}}")
"""The name of a person, with academic titles or a rank before it."""
CAPITAL_NAME = compiled(rf"{_TITLES}{any_of(words_of(_SHEET, 'SIGNING.FAMILIES'))}(?:\s\p{{Lu}}{{1,7}}){{1,4}}")
"""The name of a person in capitals, known by its family name."""
SIGNED = re.compile(r"\(?\s?[Đđ]ã ký\s?\)?|\(?ký tên.*|\(\s?ký\b.*", re.IGNORECASE)
"""What stands in place of the hand: "(Đã ký)", "(Ký, ghi rõ họ tên)"."""
