"""What proves a cell: the place in the document that it was read from, for a person to look at.

A locator names it: a page and a box (PDF, OFD, scans, pictures), or a place in a table (HTML,
Office, text). Nothing here reads otherwise than `extract` did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image

from transforms.blocks import Grid, GridCell, Paragraph, Reading
from transforms.extract import read_file
from transforms.extraction import Cell, Extraction
from transforms.labels import plain
from transforms.members import Answer, Unpacked, read_all
from transforms.pages.drawn import Rectangle
from transforms.pages.picture import Picture
from transforms.readers import reader_for

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
    rows = _rows(*found, labels) if found else _paragraphs(reading, cell.locator)
    place = place_of(cell.locator)
    box = box_of(cell.locator)
    if box is None:
        return Evidence(cell, place, rows)
    page = cell.locator["page"]
    picture = reader.picture(document.data, page) if reader and reader.picture else None
    near = (box_of(g.locator) for g in labels if g.locator.get("page") == page)
    return Evidence(cell, place, rows, picture, box, tuple(b for b in near if b))


def box_of(locator: Mapping[str, Any]) -> Rectangle | None:
    """The box of a locator on a page; None where it names another kind of place."""
    box = locator.get("box")
    if not isinstance(locator.get("page"), int) or not isinstance(box, Sequence) or len(box) != 4:
        return None
    x0, top, x1, bottom = box
    return x0, top, x1, bottom


def place_of(locator: Mapping[str, Any]) -> str:
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


def _find(reading: Reading, locator: Mapping[str, Any]) -> tuple[Grid, GridCell] | None:
    for grid in (b for b in reading.blocks if isinstance(b, Grid)):
        for cell in grid.cells:
            if cell.locator == locator:
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


def _paragraphs(reading: Reading, locator: Mapping[str, Any]) -> Rows:
    number = locator.get("paragraph")
    texts = [b.text for b in reading.blocks if isinstance(b, Paragraph)]
    if not isinstance(number, int) or not 1 <= number <= len(texts):
        return ()
    first, last = max(1, number - _PARAGRAPHS), min(len(texts), number + _PARAGRAPHS)
    return tuple(((texts[n - 1], n == number),) for n in range(first, last + 1))
