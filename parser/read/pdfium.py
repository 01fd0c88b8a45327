"""PDFium's functions that are called once a letter, called with plain addresses.

Reading a page takes as long as the calls that it makes: a prototype without conversions halves the time of each, and ``map`` makes
them without a loop in Python. They hold the interpreter's lock, as PDFium must not be used by two threads at once.
"""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

_ADDRESS, _INT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function of PDFium that takes addresses as numbers."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def address_of(handle: Any) -> int:
    """Return the address that a handle of PDFium holds."""
    return ctypes.addressof(handle.contents)


text_object = _plain(raw.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
is_generated = _plain(raw.FPDFText_IsGenerated, _INT, _ADDRESS, _INT)
has_no_unicode = _plain(raw.FPDFText_HasUnicodeMapError, _INT, _ADDRESS, _INT)
unicode_of = _plain(raw.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INT)
origin_of = _plain(raw.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
loose_box = _plain(raw.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
matrix_of = _plain(raw.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
font_size = _plain(raw.FPDFText_GetFontSize, _DOUBLE, _ADDRESS, _INT)
text_between = _plain(raw.FPDFText_GetText, _INT, _ADDRESS, _INT, _INT, _ADDRESS)

font_of = _plain(raw.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
render_mode = _plain(raw.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
glyph_width = _plain(raw.FPDFFont_GetGlyphWidth, _INT, _ADDRESS, ctypes.c_uint32, ctypes.c_float, _ADDRESS)
font_name = _plain(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)

count_objects = _plain(raw.FPDFPage_CountObjects, _INT, _ADDRESS)
object_at = _plain(raw.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
count_in_form = _plain(raw.FPDFFormObj_CountObjects, _INT, _ADDRESS)
object_in_form = _plain(raw.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
type_of = _plain(raw.FPDFPageObj_GetType, _INT, _ADDRESS)
bounds_of = _plain(raw.FPDFPageObj_GetBounds, _INT, *[_ADDRESS] * 5)
object_matrix = _plain(raw.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
draw_mode = _plain(raw.FPDFPath_GetDrawMode, _INT, *[_ADDRESS] * 3)
count_segments = _plain(raw.FPDFPath_CountSegments, _INT, _ADDRESS)
segment_at = _plain(raw.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
segment_point = _plain(raw.FPDFPathSegment_GetPoint, _INT, *[_ADDRESS] * 3)
segment_type = _plain(raw.FPDFPathSegment_GetType, _INT, _ADDRESS)
