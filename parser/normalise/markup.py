"""Markup: marks that a converter left in the text, blanked out in the folded text so that its length stays."""

import regex

_MARKUP = regex.compile(
    r"(?<!\*)\*\*(?!\*)|^#{1,6}(?=\s)|\\(?=[-.*+_()\[\]#>|])|<br\s?/?>|(?<=\p{L})_(?=\p{L})", regex.MULTILINE
)
# A line of a cell that ends with a whole name, above one that begins with another.
_ENTRY_BREAK = regex.compile(
    r"(?i)(?<=[\p{L}\d)])(?<!\s(?:và|các|của|với|sở|bộ|ban|phòng|tỉnh|huyện|xã|cục|vụ|&))\s?<br\s?/?>(?=\s?(?-i:[\p{Lu}\-+*•]))"
)


def unmark(folded: str) -> str:
    """Return the folded text with Markdown and HTML marks made blanks ("**I.**", "# ", "\\\\-", "<br>", "ban_nhân_dân").

    Between two entries of a cell, one a line, stands a semicolon instead.
    """
    if ("*" in folded and "**" in folded) or "#" in folded or "\\" in folded or "<br" in folded or "_" in folded:
        if "<br" in folded:
            folded = _ENTRY_BREAK.sub(lambda found: ";".ljust(len(found[0])), folded)
        return _MARKUP.sub(lambda found: " " * len(found[0]), folded)
    return folded
