"""Markup: marks that a converter left in the text, blanked out in the folded text so that its length stays."""

import regex

_MARKUP = regex.compile(
    r"(?<!\*)\*\*(?!\*)|^#{1,6}(?=\s)|\\(?=[-.*+_()\[\]#>|])|<br\s?/?>|(?<=\p{L})_(?=\p{L})", regex.MULTILINE
)


def unmark(folded: str) -> str:
    """Return the folded text with Markdown and HTML marks made blanks ("**I.**", "# ", "\\\\-", "<br>", "ban_nhân_dân")."""
    if "**" in folded or "#" in folded or "\\" in folded or "<br" in folded or "_" in folded:
        return _MARKUP.sub(lambda found: " " * len(found[0]), folded)
    return folded
