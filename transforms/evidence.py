"""What proves a cell: the place in the document that it was read from, for a person to look at.

A locator names it: a page and a box (PDF, OFD, scans, pictures), or a place in a table (HTML,
Office, text). Nothing here reads otherwise than `extract` did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from transforms.blocks import Grid, GridCell, Locator, Paragraph, Reading
from transforms.extract import read_file
from transforms.extraction import Cell, Extraction
from transforms.members import Answer, Unpacked, read_all
from transforms.pages.drawn import Rectangle
from transforms.pages.picture import Picture
from transforms.readers import picture_of, reader_for
from transforms.tables.labels import plain

_ROWS_ABOVE, _ROWS_BELOW = 2, 1
_PARAGRAPHS = 3  # before and after a figure that stands in running text


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a file: its own bytes (a member's, in an archive) and what it says."""

    data: bytes
    extraction: Extraction


Rows = tuple[tuple[tuple[str, bool], ...], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cell with its surroundings.

    `rows` are those of the header and around the cell, each with its cells' texts and whether one
    is the cell itself (of a figure in running text: paragraphs). `picture` is its page, None where
    the carrier has none; `box` its place there, `labels` those of its labels.
    """

    cell: Cell
    place: str
    rows: Rows
    picture: Picture | None = None
    box: Rectangle = (0, 0, 0, 0)
    labels: tuple[Rectangle, ...] = ()

    def picture_of(self, *, crop: bool) -> Image.Image:
        """The page with the boxes drawn on it, or the part around them.

        Raises ValueError where the carrier has no pages.
        """
        if self.picture is None:
            raise ValueError("this carrier has no pages to draw")
        marked = self.picture.marked(self.box, self.labels)
        return marked.crop(self.picture.around(self.box, self.labels)) if crop else marked

    @property
    def can_be_seen(self) -> bool:
        """Whether the page's picture shows anything where text was read."""
        if self.picture is None or not self.cell.raw.strip():
            return True
        return self.picture.shows_something(self.box)


def documents_of(data: bytes, url: str | None = None) -> list[Document]:
    """Every document of a file, with the bytes that it was read from."""
    read_from: dict[str, bytes] = {}

    def ask(one: bytes, address: str | None, content_type: str | None) -> Answer:
        answer = read_file(one, address, content_type)
        for extraction in [answer.itself] if isinstance(answer, Unpacked) else answer:
            read_from.setdefault(extraction.sha256, one)
        return answer

    return [Document(read_from[e.sha256], e) for e in read_all(data, url, None, ask)]


def evidence_of(document: Document, cell: Cell) -> Evidence:
    """What proves one of the document's cells; the document is read once more for it."""
    reader = reader_for(document.data)
    reading = reader.read(document.data, None) if reader else Reading(())
    found = _find(reading, cell.locator)
    labels = list(_labels(*found, cell)) if found else []
    rows = _rows(*found, labels) if found else _paragraphs(reading, cell)
    place = place_of(cell.locator)
    box = box_of(cell.locator)
    if box is None:
        return Evidence(cell, place, rows)
    picture = picture_of(document.data, cell.locator)
    near = (box_of(g.locator) for g in labels if _same_page(g.locator, cell.locator))
    return Evidence(cell, place, rows, picture, box, tuple(b for b in near if b))


def box_of(locator: Locator) -> Rectangle | None:
    """The box of a locator on a page; None where it names another kind of place."""
    box = locator.get("box")
    if not isinstance(locator.get("page"), int) or not isinstance(box, Sequence) or len(box) != 4:
        return None
    x0, top, x1, bottom = box
    return x0, top, x1, bottom


def _same_page(one: Locator, other: Locator) -> bool:
    """Whether two boxes lie on one page, or on one page of one picture."""
    return {**one, "box": 0} == {**other, "box": 0}


def place_of(locator: Locator) -> str:
    """A locator in words: `table 2, row 7, column 3`; `page 4, box 81 302 120 318`."""
    parts = []
    for name, value in locator.items():
        shown = " ".join(f"{v:g}" for v in value) if isinstance(value, list) else str(value)
        parts.append(f"{name} {shown}")
    return ", ".join(parts)


def _rows(grid: Grid, its_cell: GridCell, labels: Sequence[GridCell]) -> Rows:
    head = {g.row for g in labels if g.row < its_cell.row}
    near = range(its_cell.row - _ROWS_ABOVE, its_cell.row + its_cell.row_span + _ROWS_BELOW)
    return tuple(
        tuple((g.text, g is its_cell) for g in sorted(cells, key=lambda g: g.column))
        for row in sorted(head | set(near))
        if (cells := [g for g in grid.cells if g.row == row])
    )


def _find(reading: Reading, locator: Locator) -> tuple[Grid, GridCell] | None:
    whole = {name: locator[name] for name in locator if name != "line"}  # of a cell of several
    for grid in (b for b in (*reading.blocks, *reading.in_columns) if isinstance(b, Grid)):
        for cell in grid.cells:
            if cell.locator in (locator, whole):
                return grid, cell
    return None


def _labels(grid: Grid, its_cell: GridCell, cell: Cell) -> Iterator[GridCell]:
    """The nearest cell of its row, and of its column, that prints the label it was read by."""
    row, column = plain(cell.label_item), plain(cell.label_breakdown)
    beside = [
        g
        for g in grid.cells
        if g.row <= its_cell.row < g.row + g.row_span
        and g.column < its_cell.column
        and plain(g.text) == row
    ]
    above = [
        g
        for g in grid.cells
        if g.column <= its_cell.column < g.column + g.column_span
        and g.row < its_cell.row
        and plain(g.text) == column
    ]
    yield from sorted(beside, key=lambda g: g.column)[-1:]
    yield from sorted(above, key=lambda g: g.row)[-1:]


def _paragraphs(reading: Reading, cell: Cell) -> Rows:
    number = cell.locator.get("paragraph")
    texts = [b.text for b in reading.blocks if isinstance(b, Paragraph)]
    if not isinstance(number, int) or not 1 <= number <= len(texts):
        return ()
    first, last = max(1, number - _PARAGRAPHS), min(len(texts), number + _PARAGRAPHS)
    return tuple(
        _marked(texts[n - 1], cell.raw) if n == number else ((texts[n - 1], False),)
        for n in range(first, last + 1)
    )


def _marked(text: str, raw: str) -> tuple[tuple[str, bool], ...]:
    """A paragraph cut around the figure that was read from it; whole where that is not plain."""
    places = list(re.finditer(rf"(?<![\d.,]){re.escape(raw)}(?![\d.,]*\d)", text)) if raw else []
    if len(places) != 1:
        return ((text, True),)
    start, stop = places[0].span()
    parts = ((text[:start], False), (text[start:stop], True), (text[stop:], False))
    return tuple(part for part in parts if part[0])
