"""Pages of an OFD that are pictures of pages: their images put in their places, and recognised."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, UnidentifiedImageError

from config import LIMITS
from transforms.pages.drawn import Drawn, Rectangle
from transforms.pages.glyph_text import lines
from transforms.pages.layout import PageText, page_text
from transforms.pages.lines import Line, line_of
from transforms.pages.tables import PageTable
from transforms.readers import UnreadableDocument
from transforms.readers.ofd_drawing import Picture
from transforms.readers.package import Package
from transforms.recognition.pixels import Pixels

_PIXELS_A_POINT = 3.0
_LARGEST = 6000  # pixels of the longer side
FEW = 100  # characters on a page: fewer are no page of text, more are somebody's recognition
_FAULTS = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Scan:
    """A page's pictures put together, their pixels per point, and what is typed over them."""

    sheet: Image.Image
    scale: float
    typed: Drawn | None = None


def put_together(
    package: Package, pictures: Sequence[Picture], width: float, height: float
) -> tuple[Image.Image, float]:
    """A page of that size in points made of its pictures, and its pixels per point.

    Raises UnreadableDocument if one of them cannot be opened.
    """
    from transforms.recognition.paper import points_wide  # loaded where needed

    scale = points_wide(width, height) / width * _PIXELS_A_POINT
    scale = min(scale, _LARGEST / max(width, height))
    sheet = Image.new("RGB", (max(1, round(width * scale)), max(1, round(height * scale))), "white")
    for picture in pictures:
        try:
            _put(sheet, package, picture, scale)
        except UnidentifiedImageError as error:  # its message names an address in memory
            message = f"its picture {picture.part} cannot be opened: it is of no known kind"
            raise UnreadableDocument("unsupported_format", message) from error
        except _FAULTS as error:
            message = f"its picture {picture.part} cannot be opened: {error}"
            raise UnreadableDocument("unsupported_format", message) from error
    return sheet, scale


def cut_out(sheet: Image.Image, scale: float, box: Rectangle, finer: float) -> Pixels:
    """What stands in a box in points, at so many pixels a point; `scale` is the sheet's own."""
    x0, top, x1, bottom = box
    size = max(1, round((x1 - x0) * finer)), max(1, round((bottom - top) * finer))
    shown = (
        max(0.0, x0 * scale),
        max(0.0, top * scale),
        min(x1 * scale, sheet.width),
        min(bottom * scale, sheet.height),
    )
    return np.asarray(sheet.resize(size, Image.Resampling.BICUBIC, box=shown))


def shows_rules(scan: Scan) -> bool:
    """Whether the picture has the rules of a table: nothing is recognised."""
    from transforms.recognition.page import is_ruled

    return is_ruled(np.asarray(scan.sheet), _per_point(scan))


def recognised(scan: Scan, number: int) -> PageText:
    """Tables and text of such a page, few typed characters among the lines; boxes in points."""
    from transforms.recognition.page import recognise  # the models are loaded where needed

    text = recognise(
        np.asarray(scan.sheet), _per_point(scan), number, lambda box: _in_points(box, scan.scale)
    )
    typed = scan.typed
    if typed is None or len(typed.glyphs) >= FEW:
        return text
    places = [typed.on_page((g.x0, g.top, g.x1, g.bottom)) for g in typed.glyphs]
    pieces = [_doubted(p, places) if isinstance(p, PageTable) else p for p in text.pieces]
    tables = [p for p in pieces if isinstance(p, PageTable)]
    lines_ = [p for p in pieces if isinstance(p, Line)] + [line_of(g) for g in lines(typed.glyphs)]
    laid = page_text(text.width, text.height, tables, lines_, text.problems)
    return replace(laid, on_page=text.on_page)


def _doubted(table: PageTable, typed: Sequence[Rectangle]) -> PageTable:
    """The table, its cells unreadable where something is typed: the picture alone does not say what
    stands there."""
    cells = tuple(
        shown._replace(clear=False) if _holds(table.on_page(cell.box), typed) else shown
        for cell, shown in zip(table.grid.cells, table.cells, strict=True)
    )
    return replace(table, cells=cells)


def _holds(box: Rectangle, typed: Sequence[Rectangle]) -> bool:
    x0, top, x1, bottom = box
    middles = (((a + c) / 2, (b + d) / 2) for a, b, c, d in typed)
    return any(x0 < x < x1 and top < y < bottom for x, y in middles)


def _per_point(scan: Scan) -> float:
    from transforms.recognition.paper import points_wide

    width, height = scan.sheet.width / scan.scale, scan.sheet.height / scan.scale
    return scan.sheet.width / points_wide(width, height)


def _put(sheet: Image.Image, package: Package, picture: Picture, scale: float) -> None:
    """Draw one picture in its place. Raises what Pillow raises where it cannot be opened."""
    if not picture.part or not package.has(picture.part):
        raise ValueError("it is not in the file")
    image = Image.open(io.BytesIO(package.part(picture.part)))
    if image.width * image.height > LIMITS.pixels:
        message = f"its picture {picture.part} has more than {LIMITS.pixels:,} pixels"
        raise UnreadableDocument("too_large", message)
    x0, top, x1, bottom = (round(v * scale) for v in picture.box)
    size = (max(1, min(x1 - x0, sheet.width)), max(1, min(bottom - top, sheet.height)))
    shown = image.convert("RGBA").resize(size)
    sheet.paste(shown, (x0, top), shown)


def _in_points(box: Rectangle, scale: float) -> Rectangle:
    x0, top, x1, bottom = box
    return x0 / scale, top / scale, x1 / scale, bottom / scale
