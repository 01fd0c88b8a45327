"""Unread: what parts hold that changes no word of them, cut out before they are parsed.

Of a file that Word saved this is the larger half: sizes, spacing, languages, the marks of sessions. A part in which it is
written otherwise (another prefix, another order) is parsed whole, and reads the same.
"""

import re

# Attributes of paragraphs and runs, and properties of either that say nothing of capitals, hidden text, lists, styles or deletion.
_RUN, _PARAGRAPH = re.compile(rb"<w:r w:rsid[^<>/]*>"), re.compile(rb"<w:p w[^<>/]*>")
_SAYING = rb"pStyle|numPr|rStyle|caps|vanish|del|moveFrom"
_SILENT = rb"(?:<w(?:14)?:(?!%s)\w+(?: [^<>]*)?/>)*"
_PROPERTIES = rb"<w:rPr>%s</w:rPr>"
# A font says something where it begins like one that prints other letters than those of Unicode (.VnTime, VNI, Symbol, Wingdings,
# Courier), and any font where a style has such a one.
_FONT = rb'|rFonts(?![^<>]*? w:hAnsi="(?![.VvSsWwCc]))'
_LOOKS = {
    False: re.compile(_PROPERTIES % (_SILENT % (_SAYING + _FONT))),
    True: re.compile(_PROPERTIES % (_SILENT % (_SAYING + rb"|rFonts"))),
}
_LAYOUT = re.compile(rb"<w:pPr>%s</w:pPr>" % (_SILENT % _SAYING))

_LATENT, _LATENT_END = b"<w:latentStyles ", b"</w:latentStyles>"
_OF_TABLES, _STYLE_END = b'<w:style w:type="table"', b"</w:style>"


def cut_story(part: bytes, has_other_letters: bool) -> bytes:
    """Return a part of paragraphs without what is not read; ``has_other_letters`` where a style's font is no Unicode one."""
    part = _LOOKS[has_other_letters].sub(b"", part)
    part = _RUN.sub(b"<w:r>", part)
    part = _PARAGRAPH.sub(b"<w:p>", part)
    return _LAYOUT.sub(b"", part)


def cut_styles(part: bytes) -> bytes:
    """Return the part of styles without those of menus and of tables, most of what templates hold."""
    kept: list[bytes] = []
    place = 0
    for begin, end in ((_LATENT, _LATENT_END), (_OF_TABLES, _STYLE_END)):
        while (start := part.find(begin, place)) >= 0 and (stop := part.find(end, start)) >= 0:
            kept.append(part[place:start])
            place = stop + len(end)
    return b"".join((*kept, part[place:]))
