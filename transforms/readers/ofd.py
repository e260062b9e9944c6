"""OFD (GB/T 33190): pages of placed text, paths and pictures, given to the layer PDF shares.

Names of elements are compared without their namespace: producers write `http://www.ofdspec.org/2016`,
others, or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from PIL import Image

from config import LIMITS
from transforms.blocks import Grid, Locator, Reading, inside
from transforms.pages.drawn import Drawn, Glyph
from transforms.pages.join import to_blocks
from transforms.pages.layout import PageText, lay_out
from transforms.pages.picture import Picture
from transforms.pages.pictures import covered
from transforms.pages.redrawn import redrawn
from transforms.pages.ruled_grid import find_grids
from transforms.pages.tables import PageTable
from transforms.process import heartbeat
from transforms.readers import UnreadableDocument, picture_inside, reader_for
from transforms.readers.ofd_drawing import Drawing, draw
from transforms.readers.ofd_scan import FEW, Scan, cut_out, put_together, recognised, shows_rules
from transforms.readers.ofd_structure import Attachment, Page, attachments, pages
from transforms.readers.package import Package, has_member, opened
from transforms.readers.pasted import may_hold_tables, pasted_tables
from transforms.readers.pdf_page import level_rules, upright_rules
from transforms.readers.pdf_view import Matrix, View
from transforms.readers.pdf_visibility import Backdrop
from transforms.readers.watermarks import watermarks

CARRIER = "ofd"
VERSION = 40
MEDIA_TYPE = "application/ofd"

POINTS = 72 / 25.4  # a millimetre
_ROOT = "OFD.xml"
_ENCRYPTED = "Encryptions.xml"


def matches(data: bytes) -> bool:
    """Whether these bytes are a zip with the entry part that the standard prescribes."""
    return has_member(data, _ROOT)


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks of all pages of all documents in the file; what is attached only if no page has a
    table.

    Raises UnreadableDocument if it is damaged, encrypted or holds more than the limits allow.
    """
    with opened(data) as package:
        if package.has(_ENCRYPTED):
            raise UnreadableDocument("encrypted", "the OFD is encrypted; ask for an open copy")
        read_pages = list(_pages(package))
        texts = [page.text for page in read_pages]
        reading = Reading(
            to_blocks(texts),
            problems=tuple(p for t in texts for p in t.problems),
            recognised=any(page.recognised for page in read_pages),
        )
        if any(isinstance(block, Grid) for block in reading.blocks):
            return reading
        return _with_attached(reading, package, attachments(package, _ROOT))


def picture(data: bytes, locator: Locator) -> Picture | None:
    """The page drawn anew from what is read of it, or what is attached; None if there is none."""
    page = locator["page"]
    with opened(data) as package:
        if (part := locator.get("attached")) and package.has(part):
            return picture_inside(package.part(part), "attached", locator)
        found = next(islice(pages(package, _ROOT), page - 1, None), None)
        if found is None:
            return None
        drawing = draw(package, found)
        shown = drawn(drawing, found, page)
        if (scan := _scan(package, drawing, found, shown)) is not None:
            return Picture(scan.sheet, scan.scale)
        return redrawn(shown)


def _pages(package: Package) -> Iterator[_Read]:
    """All pages. Raises UnreadableDocument where they are too many or draw too much."""
    things = scans = 0
    above: PageText | None = None
    for number, page in enumerate(pages(package, _ROOT), start=1):
        if number > LIMITS.pages:
            message = f"more than {LIMITS.pages:,} pages; no more are read"
            raise UnreadableDocument("too_large", message)
        heartbeat.beat()
        read_page = _read_page(package, page, number, above)
        above = read_page.text
        things += read_page.things
        scans += read_page.recognised
        if things > LIMITS.drawn_in_all:
            message = f"pages that draw more than {LIMITS.drawn_in_all:,} things in all"
            raise UnreadableDocument("too_large", message)
        if scans > LIMITS.recognised_pages:
            message = f"more than {LIMITS.recognised_pages:,} scanned pages; no more are read"
            raise UnreadableDocument("too_large", message)
        yield read_page


class _Read(NamedTuple):
    """A page's text, how many things it draws, and whether it was recognised in a picture."""

    text: PageText
    things: int
    recognised: bool = False


def _read_page(package: Package, page: Page, number: int, above: PageText | None) -> _Read:
    try:
        drawing = draw(package, page)
    except UnreadableDocument as error:
        if error.code == "too_large":
            raise
        return _Read(PageText((), ((error.code, f"page {number}: {error}"),)), 0)
    shown = drawn(drawing, page, number)
    try:
        scan = _scan(package, drawing, page, shown)
    except UnreadableDocument as error:
        return _Read(PageText((), ((error.code, f"page {number}: {error}"),)), drawing.count)
    if scan is not None:
        return _Read(recognised(scan, number), drawing.count, recognised=True)
    pasted = _pasted(package, drawing, page, shown)
    text = lay_out(shown, pasted=pasted, above=above)
    return _Read(text, drawing.count, recognised=bool(pasted))


def _scan(package: Package, drawing: Drawing, page: Page, shown: Drawn) -> Scan | None:
    """The page as a picture with what is typed on it: an address, a stamp's name. None for a page
    of text.

    Raises UnreadableDocument if it shows nothing but pictures, and one cannot be opened.
    """
    if not covered(shown.pictures, shown.width, shown.height):
        return None
    if not shown.glyphs:
        return Scan(*_scanned(package, drawing, page))
    if find_grids(shown.level, shown.upright):
        return None
    over = drawn(drawing.over_pictures(), page, shown.page)
    if any(isinstance(piece, PageTable) for piece in lay_out(over).pieces):
        return None
    try:
        scan = Scan(*_scanned(package, drawing, page), over)
    except UnreadableDocument:
        return None
    return scan if len(shown.glyphs) < FEW or shows_rules(scan) else None


def _pasted(package: Package, drawing: Drawing, page: Page, shown: Drawn) -> list[PageTable]:
    """The tables that pictures on a page of text show; none where a picture cannot be opened."""
    if not may_hold_tables(shown):
        return []
    try:
        sheet, scale = _scanned(package, drawing, page)
    except UnreadableDocument:
        return []
    return pasted_tables(shown, lambda box, finer: cut_out(sheet, scale, box, finer))


def _scanned(package: Package, drawing: Drawing, page: Page) -> tuple[Image.Image, float]:
    """The page's pictures put together, and its pixels per point."""
    in_points: Matrix = (POINTS, 0.0, 0.0, POINTS, 0.0, 0.0)
    pictures = drawing.mapped(in_points).images
    return put_together(package, pictures, page.width * POINTS, page.height * POINTS)


def drawn(drawing: Drawing, page: Page, number: int) -> Drawn:
    """The page in points, turned upright if its text runs up or down. What stands askew is a
    watermark and left out, as are upright ones."""
    scaled = View((POINTS, 0.0, 0.0, POINTS, 0.0, 0.0), page.width * POINTS, page.height * POINTS)
    quarters = -drawing.direction() % 4
    view = scaled.turned(quarters)
    placed = drawing.mapped(view.matrix)
    backdrop = Backdrop(placed.fills)
    upright = [(s, g) for s, g in placed.glyphs if s.quarters is not None]
    marks = watermarks((s, g.text, (g.x0, g.top, g.x1, g.bottom)) for s, g in upright)
    glyphs = tuple(
        glyph
        for state, glyph in upright
        if state.order not in marks
        and backdrop.shows(state, *_middle(glyph))
        and not backdrop.covers(state, *_middle(glyph))
    )
    return Drawn(
        page=number,
        width=view.width,
        height=view.height,
        glyphs=glyphs,
        level=tuple(level_rules(placed.lines)),
        upright=tuple(upright_rules(placed.lines)),
        pictures=tuple(placed.pictures),
        areas=tuple(fill.box for fill in placed.fills if fill.color is not None),
        on_page=lambda box: view.back(box, quarters),
    )


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2


def _with_attached(reading: Reading, package: Package, attached: list[Attachment]) -> Reading:
    """The reading with what is attached to the OFD, where a reader knows its carrier."""
    for one in attached:
        if not package.has(one.part):
            continue
        data = package.part(one.part)
        reader = reader_for(data)
        if reader is None or reader.carrier == CARRIER:
            continue
        inner = reader.read(data, None)
        grids = sum(isinstance(b, Grid) for b in reading.blocks)
        place = {"attached": one.part}
        blocks = [
            inside(b, place, b.index + grids if isinstance(b, Grid) else 0) for b in inner.blocks
        ]
        reading = replace(
            reading,
            blocks=(*reading.blocks, *blocks),
            problems=(*reading.problems, *inner.problems),
        )
    return reading
