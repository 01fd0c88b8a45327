"""Names: the elements and attributes of WordprocessingML that are read (ISO/IEC 29500-1, transitional; Strict is mapped to it)."""

from typing import Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

VAL: Final = f"{W}val"
OFF: Final = frozenset(("0", "false", "off"))

# Blocks and what holds them.
BODY, P, TBL, TR, TC = f"{W}body", f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
ALTERNATE, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"
WRAPPERS = frozenset(
    f"{W}{name}"
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "dir", "bdo", "rubyBase")
)
"""What only wraps content that is read as if it stood there alone."""
SECT_PR, HEADER_REFERENCE = f"{W}sectPr", f"{W}headerReference"
TYPE, RELATION_ID = f"{W}type", f"{R}id"

# Properties.
P_PR, R_PR, TC_PR, TR_PR = f"{W}pPr", f"{W}rPr", f"{W}tcPr", f"{W}trPr"
P_STYLE, R_STYLE, NUM_PR = f"{W}pStyle", f"{W}rStyle", f"{W}numPr"
ILVL, NUM_ID = f"{W}ilvl", f"{W}numId"
R_FONTS, CAPS, VANISH = f"{W}rFonts", f"{W}caps", f"{W}vanish"
ASCII, H_ANSI = f"{W}ascii", f"{W}hAnsi"
DEL, CELL_DEL = f"{W}del", f"{W}cellDel"
GONE = frozenset((DEL, f"{W}moveFrom"))
"""What tells in a mark's properties that it is deleted, or moved away."""
GRID_SPAN, V_MERGE, H_MERGE, GRID_BEFORE = f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge", f"{W}gridBefore"

# Runs.
RUN, T, FLD_SIMPLE, O_MATH, O_MATH_PARA = f"{W}r", f"{W}t", f"{W}fldSimple", f"{M}oMath", f"{M}oMathPara"
RUBY, RUBY_BASE = f"{W}ruby", f"{W}rubyBase"
FLD_CHAR, FLD_CHAR_TYPE, INSTR_TEXT, INSTR = f"{W}fldChar", f"{W}fldCharType", f"{W}instrText", f"{W}instr"
SYM, FONT, CHAR = f"{W}sym", f"{W}font", f"{W}char"
SIGNS = {
    **{f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"},
    f"{W}softHyphen": "\xad",
}
"""What an element of a run prints that holds no text; the code of the optional hyphen (U+00AD) is the letter ư in fonts of TCVN3."""
DRAWING, PICT, OBJECT, TXBX = f"{W}drawing", f"{W}pict", f"{W}object", f"{W}txbxContent"
