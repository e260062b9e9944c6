"""One HTML table as a grid: the spans of the standard, expanded as browsers do.

https://html.spec.whatwg.org/multipage/tables.html#forming-a-table, with two limits of our own:
a span ends with its table, and a table of more than `LIMITS.table_cells` places is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from selectolax.lexbor import LexborNode

from config import LIMITS
from transforms.blocks import Grid, GridCell, new_tuple
from transforms.readers.html_cell import holds_number, only_text
from transforms.readers.html_cell import shown as shown_in
from transforms.readers.html_own_style import UNSTYLED_TEXT, Attributes, OwnStyle, own_style
from transforms.readers.html_style import UNSTYLED, Styled

_MAX_COLUMN_SPAN = 1000  # the standard's own limit
_ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})
_CELLS = frozenset({"td", "th"})
_DIGITS = re.compile(r"\s*\+?(\d{1,9})")
_DROPPED = 0.85  # a style sheet hides some of the cell, and a script might show it


_Element = tuple[LexborNode, Attributes, OwnStyle]  # each is asked for once


class TooManyCells(Exception):
    """A table whose spans or cells go beyond `LIMITS.table_cells` places."""


def grid_of(
    table: LexborNode, index: int, styles: Styled = UNSTYLED, *, shown: bool = True
) -> Grid:
    """The grid of a `<table>`, without the tables inside it. `index` counts from 1 on the page.

    `styles`: what the page's style sheets do to its elements.
    """
    rows = list(_rows(table, styles.hidden))
    taken: set[tuple[int, int]] = set()  # by cells that hang from rows above
    places, most = 0, LIMITS.table_cells
    cells: list[GridCell] = []
    for r, row in enumerate(rows):
        column = 0
        for found in _cells(row, styles.hidden):
            while taken and (r, column) in taken:
                column += 1
            cell = _cell(found, (r, column), len(rows), index, styles)
            row_span, column_span = cell.row_span, cell.column_span
            places += row_span * column_span
            if places > most:
                raise TooManyCells(f"more than {most:,} places; it was not read")
            if row_span > 1:
                taken.update(_places_below(cell))
            cells.append(cell)
            column += column_span
    return Grid(tuple(cells), index, shown=shown)


def _places_below(cell: GridCell) -> Iterator[tuple[int, int]]:
    rows = range(cell.row + 1, cell.row + cell.row_span)
    columns = range(cell.column, cell.column + cell.column_span)
    return ((r, c) for r in rows for c in columns)


def _rows(table: LexborNode, hidden: Collection[int]) -> Iterator[LexborNode]:
    """Rows in the order in which browsers draw them: head, bodies, foot."""
    parts: dict[str, list[LexborNode]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table.iter():
        tag = child.tag or ""
        if tag == "tr":
            parts["tbody"].append(child)
        elif tag in _ROW_GROUPS:
            parts[tag].extend(row for row in child.iter() if row.tag == "tr")
    for row in parts["thead"] + parts["tbody"] + parts["tfoot"]:
        attributes = row.attributes
        style = own_style(attributes) if attributes else UNSTYLED_TEXT
        if not _takes_no_place(row, attributes, style, hidden):
            yield row


def _cells(row: LexborNode, hidden: Collection[int]) -> Iterator[_Element]:
    for cell in row.iter():
        if cell.tag in _CELLS:
            attributes = cell.attributes
            style = own_style(attributes) if attributes else UNSTYLED_TEXT
            if not (attributes or hidden) or not _takes_no_place(cell, attributes, style, hidden):
                yield cell, attributes, style


def _takes_no_place(
    node: LexborNode, attributes: Attributes, style: OwnStyle, hidden: Collection[int]
) -> bool:
    """Whether a row or cell takes no place in the table."""
    if style.gone or "hidden" in attributes:
        return True
    return bool(hidden) and node.mem_id in hidden


def _cell(
    element: _Element, place: tuple[int, int], height: int, table: int, styles: Styled
) -> GridCell:
    (node, attributes, style), (row, column) = element, place
    row_span = column_span = 1
    turned = False
    if attributes:
        row_span = _span(attributes, "rowspan", height - row) or height - row  # 0: to the end
        column_span = _span(attributes, "colspan", _MAX_COLUMN_SPAN) or 1
        # its digits are drawn from right to left, or may be
        turned = "override" in style.text
    readable, confidence = not turned, 1.0
    text = None if styles.written else only_text(node, styles.hidden)
    if text is None or (attributes and not text):
        text, opaque, dropped, more = shown_in(node, styles)
        blank = not text and not opaque and not holds_number(attributes)
        readable = bool(text or blank) and not (more or turned)
        confidence = _DROPPED if dropped else 1.0
    readable = readable and "\ufffd" not in text
    locator = {"table": table, "row": row + 1, "column": column + 1}
    return new_tuple(
        GridCell, (text, row, column, row_span, column_span, readable, confidence, locator)
    )


def _span(attributes: Attributes, name: str, most: int) -> int:
    given = attributes.get(name)
    if not given:
        return 1
    found = _DIGITS.match(given)
    return min(int(found.group(1)), most) if found else 1
