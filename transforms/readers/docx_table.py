"""One Word table as a grid: gridSpan, gridBefore, vMerge, hMerge; widths where spans are wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from transforms.blocks import Grid, GridCell
from transforms.readers.docx_names import VAL, child, number, qn

_MOST_COLUMNS = 1000  # a span that is greater is a slip of a program, or meant to harm
_NEAR = 40  # twips (2 points) by which a cell's width may miss its column's edge
_WRAPPERS = tuple(
    qn(n)
    for n in ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo")
)  # fmt: skip
_SHOWN = tuple(
    qn(n)
    for n in ("w:drawing", "w:pict", "w:object", "w:tbl", "w:sym", "w:altChunk", "m:oMath")
)  # fmt: skip
_SIGNS = (qn("w:sym"), qn("m:oMath"))  # shown, and no text: 1 and a sign may be 12

_LOST_REFERENCE = "Reference source not found"  # where LibreOffice finds no target of a field

TextOf = Callable[[etree._Element], str]
Place = tuple[int, int]


class _Placed(NamedTuple):
    """A cell with the columns [start, stop) that it fills."""

    element: etree._Element
    start: int
    stop: int


def grid_of(table: etree._Element, index: int, text_of: TextOf) -> Grid:
    """The table's grid, counted from 1; `text_of` gives a cell's text, once for each cell."""
    cells: dict[Place, GridCell] = {}
    above: dict[tuple[int, int], Place] = {}
    for row, placed in enumerate(_placed_rows(table)):
        here: dict[tuple[int, int], Place] = {}
        for element, start, stop in placed:
            merge = child(element, "w:tcPr", "w:vMerge")
            continues = merge is not None and merge.get(VAL) != "restart"
            origin = above.get((start, stop)) if continues else None
            if origin is None:
                origin = (row, start)
                cells[origin] = _cell(element, index, row, start, stop, text_of(element))
            else:
                cell = cells[origin]
                cells[origin] = cell._replace(row_span=row - cell.row + 1)
            here[start, stop] = origin
        above = here
    return Grid(tuple(cells.values()), index)


def members(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those inside content controls and insertions."""
    for one in parent:
        if one.tag == tag:
            yield one
        elif one.tag in _WRAPPERS:
            yield from members(one, tag)


def _cell(
    element: etree._Element, index: int, row: int, start: int, stop: int, text: str
) -> GridCell:
    lines = (line.strip() for line in text.split("\n"))
    text = "\n".join(line for line in lines if line)
    pictured = next(element.iter(*_SHOWN), None) is not None
    signed = pictured and text.isdecimal() and next(element.iter(*_SIGNS), None) is not None
    return GridCell(
        text=text,
        row=row,
        column=start,
        column_span=stop - start,
        readable=(not signed and _LOST_REFERENCE not in text) if text else not pictured,
        locator={"table": index, "row": row + 1, "column": start + 1},
    )


def _placed_rows(table: etree._Element) -> list[list[_Placed]]:
    rows = list(members(table, qn("w:tr")))
    placed = [_by_spans(row) for row in rows]
    edges = _edges(table)
    whole = Counter(_width(row, cells) for row, cells in zip(rows, placed, strict=True))
    if len(whole) < 2 or len(edges) - 1 not in whole:
        return placed
    return [
        cells if _width(row, cells) == len(edges) - 1 else _by_widths(cells, edges, row) or cells
        for row, cells in zip(rows, placed, strict=True)
    ]


def _width(row: etree._Element, cells: Sequence[_Placed]) -> int:
    after = number(row, "w:trPr", "w:gridAfter") or 0
    return (cells[-1].stop if cells else 0) + after


def _by_spans(row: etree._Element) -> list[_Placed]:
    column = _bounded(number(row, "w:trPr", "w:gridBefore") or 0)
    placed: list[_Placed] = []
    for cell in members(row, qn("w:tc")):
        stop = column + max(1, _bounded(number(cell, "w:tcPr", "w:gridSpan") or 1))
        merge = child(cell, "w:tcPr", "w:hMerge")
        if placed and merge is not None and merge.get(VAL) != "restart":
            placed[-1] = placed[-1]._replace(stop=stop)
        else:
            placed.append(_Placed(cell, column, stop))
        column = stop
    return placed


def _bounded(count: int) -> int:
    return max(0, min(count, _MOST_COLUMNS))


def _edges(table: etree._Element) -> list[int]:
    """Where the table's columns begin and end, in twips; empty if it does not say."""
    columns = [c.get(qn("w:w"), "") for c in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
    if not columns or not all(c.isdigit() and len(c) < 8 for c in columns):
        return []
    return [0, *accumulate(int(c) for c in columns)]


def _by_widths(
    cells: Sequence[_Placed], edges: Sequence[int], row: etree._Element
) -> list[_Placed] | None:
    """Cells of a row whose spans do not fill the table, placed by their widths; None if these do
    not end where columns end."""
    before = _bounded(number(row, "w:trPr", "w:gridBefore") or 0)
    if before >= len(edges):
        return None
    start, at, placed = before, edges[before], []
    for cell in cells:
        width = _twips(cell.element)
        if width is None:
            return None
        at += width
        right = bisect_left(edges, at - _NEAR)
        if right <= start or right >= len(edges) or abs(edges[right] - at) > _NEAR:
            return None
        placed.append(_Placed(cell.element, start, right))
        start = right
    return placed


def _twips(cell: etree._Element) -> int | None:
    width = child(cell, "w:tcPr", "w:tcW")
    text = width.get(qn("w:w"), "") if width is not None else ""
    is_length = width is not None and width.get(qn("w:type"), "dxa") == "dxa"
    return int(text) if is_length and text.isdigit() and len(text) < 8 else None
