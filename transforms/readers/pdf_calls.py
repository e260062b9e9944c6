"""pdfium's functions that are called for every object and character of a page, taking and giving
plain addresses: ctypes makes no pointer object for each, which would be half of the time.

Signatures are those of `fpdf_edit.h` and `fpdf_text.h`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import c_float, c_int, c_uint, c_void_p
from typing import Any

import pypdfium2.raw as pdfium


def address_of(handle: Any) -> int:
    """The address that a handle of pdfium's (a ctypes pointer) holds; 0 for none."""
    return ctypes.cast(handle, c_void_p).value or 0


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(function))


object_on_page = _plain(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
object_in_form = _plain(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_int)
kind_of = _plain(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
bounds = _plain(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, *[c_void_p] * 4)
draw_mode = _plain(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
segments = _plain(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
own_matrix = _plain(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
fill_of = _plain(pdfium.FPDFPageObj_GetFillColor, c_int, c_void_p, *[c_void_p] * 4)
clip_path = _plain(pdfium.FPDFPageObj_GetClipPath, c_void_p, c_void_p)
clip_paths = _plain(pdfium.FPDFClipPath_CountPaths, c_int, c_void_p)
font_of = _plain(pdfium.FPDFTextObj_GetFont, c_void_p, c_void_p)
font_size = _plain(pdfium.FPDFTextObj_GetFontSize, c_int, c_void_p, c_void_p)
render_mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
text_object = _plain(pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
char_box = _plain(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
char_origin = _plain(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
char_code = _plain(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
has_no_meaning = _plain(pdfium.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)

glyph_path = _plain(pdfium.FPDFFont_GetGlyphPath, c_void_p, c_void_p, c_uint, c_float)
glyph_segments = _plain(pdfium.FPDFGlyphPath_CountGlyphSegments, c_int, c_void_p)
glyph_segment = _plain(pdfium.FPDFGlyphPath_GetGlyphPathSegment, c_void_p, c_void_p, c_int)
segment_kind = _plain(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
segment_point = _plain(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
