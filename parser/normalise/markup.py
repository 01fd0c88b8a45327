"""Markup: marks that a converter left in the text, blanked out in the folded text so that its length stays."""

import regex

_MARKUP = regex.compile(
    r"(?<!\*)\*{2}(?:\*{2})?(?!\*)|^#{1,6}(?=\s)|\\(?=[-.*+_()\[\]#>|])|<br\s?/?>|(?<=\p{L})_(?=\p{L})", regex.MULTILINE
)
# Words set in italics, or in bold italics: the marks touch the words on the inside and stand apart on the outside.
_EMPHASIS = regex.compile(
    r"(?<![^\s|(])(\*{1,3})(?=[^\s*])((?:[^*\n]|\n(?![\s|*-])){1,600}?)(?<=[^\s*])\1(?=[\s|.,;:)]|$)", regex.MULTILINE
)
# A line of a cell that ends with a whole name, above one that begins with another.
_ENTRY_BREAK = regex.compile(
    r"(?i)(?<=[\p{L}\d)])(?<!\s(?:và|các|của|với|sở|bộ|ban|phòng|tỉnh|huyện|xã|cục|vụ|&))\s?<br\s?/?>(?=\s?(?-i:[\p{Lu}\-+*•]))"
)


def unmark(folded: str) -> str:
    """Return the folded text with Markdown and HTML marks made blanks ("**I.**", "# ", "\\\\-", "<br>", "ban_nhân_dân").

    Between two entries of a cell, one a line, stands a semicolon instead.
    """
    if "*" in folded or "#" in folded or "\\" in folded or "<br" in folded or "_" in folded:
        if "<br" in folded:
            folded = _ENTRY_BREAK.sub(lambda found: ";".ljust(len(found[0])), folded)
        if "*" in folded:
            folded = _EMPHASIS.sub(lambda found: found[2].center(len(found[0])), folded)
        return _MARKUP.sub(lambda found: " " * len(found[0]), folded)
    return folded
