"""Tables made of boxes instead of `<table>`: a `<div>`, `<li>`, `<dl>` or paragraph for each row,
an element inside it for each cell.

How a page lays them out does not matter: elements beside each other that hold texts of the forms
and figures, a row of them after the other, are a table. Blank cells are elements, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from transforms.blocks import Grid, GridCell
from transforms.flat.flat_labels import is_label, is_value
from transforms.readers.html_cell import shown
from transforms.readers.html_css_grid import Place, columns_of, placed
from transforms.readers.html_own_style import own_style
from transforms.readers.html_style import Styled
from transforms.tables.labels import plain
from transforms.tables.official import subtables

ROW_TAGS = frozenset({"div", "ul", "ol", "li", "dl", "p", "section"})
_CELLS = frozenset({"div", "li", "dt", "dd", "p", "span", "b", "strong", "label", "em", "a"})
_BLOCKS = ROW_TAGS | {"table", "dt", "dd", "h1", "h2", "h3", "h4", "form", "article"}
_FEWEST_CELLS = 2  # of a row
_FEWEST_LABELS, _FEWEST_VALUES = 4, 3  # of a table
_SURELY_LABELS = 8  # of a table that nobody filled in
_MANY_CELLS = 60  # in real tables of a page: it has its tables there
_DEEPEST = 4  # elements around a row, or around a cell's text
_DROPPED = 0.85  # a style sheet hides some of the cell, and a script might show it
_LONGEST = 100  # characters of a cell; the longest label has 48

Row = Sequence[LexborNode]


class Boxes(NamedTuple):
    """Rows of boxes beside each other: their grid, if they are a table; the elements beside each
    other, and the rows and cells, by `mem_id`; what stands behind."""

    grid: Grid | None
    looked_at: frozenset[int]
    nodes: frozenset[int]
    after: LexborNode | None


def may_have_boxes(tree: LexborHTMLParser) -> bool:
    """Whether a page has so few real cells that its tables may be made of boxes."""
    return len(tree.css("td")) < _MANY_CELLS


def boxes_from(first: LexborNode, index: int, styles: Styled) -> Boxes:
    """The rows that begin with an element; `index` counts the page's tables."""
    rows: list[Row] = []
    node: LexborNode | None = first
    looked_at, nodes = {first.mem_id}, set[int]()
    while node is not None:
        if (
            node.tag == "-text" and not (node.text_content or "").strip()
        ) or node.tag == "-comment":
            node = node.next
            continue
        found = list(_rows(node, styles))
        if not found:
            break
        looked_at.add(node.mem_id)
        rows += found
        nodes |= {
            part.mem_id for row in found for cell in row for part in (cell, cell.parent) if part
        }
        node = node.next
    grid = _grid(rows, index, styles) if len(rows) > 1 else None
    return Boxes(grid, frozenset(looked_at), frozenset(nodes), node)


def grid_boxes(
    container: LexborNode, index: int, styles: Styled, of_grids: Mapping[int, str]
) -> Boxes | None:
    """The table that a grid's cells make; None if the element is no grid, or its cells no table."""
    columns = columns_of(of_grids.get(container.mem_id, ""))
    cells = [c for c in container.iter() if not _is_hidden(c, styles)]
    if columns < _FEWEST_CELLS or not all(map(_is_cell, cells)) or _has_own_text(container):
        return None
    places = placed(cells, columns, of_grids)
    grid = _table([_cell(node, at, index, styles) for node, at in places or ()], index)
    return Boxes(grid, frozenset(), frozenset(), container.next) if grid else None


def _shows_nothing(node: LexborNode) -> bool:
    return node.tag == "-comment" or (node.tag == "-text" and not (node.text_content or "").strip())


def _rows(node: LexborNode, styles: Styled, depth: int = _DEEPEST) -> Iterator[Row]:
    """The rows that an element is or holds; none if it holds anything else."""
    if node.tag not in ROW_TAGS or _is_hidden(node, styles):
        return
    cells = [c for c in node.iter() if not _is_hidden(c, styles)]
    if node.tag == "dl" and cells:
        groups = groupby(_numbered(cells), key=lambda pair: pair[0])
        yield from ([cell for _, cell in group] for _, group in groups)
    elif len(cells) >= _FEWEST_CELLS and all(map(_is_cell, cells)) and not _has_own_text(node):
        yield cells
    elif not any(c.tag in _BLOCKS for c in cells):
        if _is_caption(node.text(deep=True, strip=True)[: _LONGEST + 1]):
            yield [node]
    elif depth and not _has_own_text(node):
        inside = [list(_rows(c, styles, depth - 1)) for c in cells]
        if all(inside):
            yield from (row for rows in inside for row in rows)


def _numbered(cells: Sequence[LexborNode]) -> Iterator[tuple[int, LexborNode]]:
    """The parts of a list of terms, each with the number of its term."""
    number = 0
    for cell in cells:
        number += cell.tag == "dt"
        yield number, cell


def _is_cell(node: LexborNode) -> bool:
    """Whether an element may be a cell: nothing stands beside another thing in it."""
    for _ in range(_DEEPEST):
        if node.tag not in _CELLS:
            return False
        inside = list(node.iter())
        if not any(c.tag in _BLOCKS for c in inside):
            return len(node.text(deep=True)) <= _LONGEST * 2
        if len(inside) != 1:
            return False
        node = inside[0]
    return False


def _has_own_text(node: LexborNode) -> bool:
    return bool(node.text(deep=False).strip())


def _is_hidden(node: LexborNode, styles: Styled) -> bool:
    return own_style(node.attributes).gone or node.mem_id in styles.hidden


def _grid(rows: Sequence[Row], index: int, styles: Styled) -> Grid | None:
    """The rows as a grid, if they are a table."""
    cells = [
        _cell(node, (r, c, 1, 1), index, styles)
        for r, row in enumerate(rows)
        for c, node in enumerate(row)
    ]
    widths = {len(row) for row in rows if len(row) > 1}
    return _table(cells, index, aligned=len(widths) == 1)


def _cell(node: LexborNode, place: Place, index: int, styles: Styled) -> GridCell:
    row, column, height, width = place
    text, opaque, dropped, more = shown(node, styles)
    readable = not more and (bool(text) or not opaque)
    locator = {"table": index, "row": row + 1, "column": column + 1}
    confidence = _DROPPED if dropped else 1.0
    return GridCell(text, row, column, height, width, readable, confidence, locator)


def _table(cells: Sequence[GridCell], index: int, *, aligned: bool = True) -> Grid | None:
    """The cells as a grid, if there are labels of the forms and figures in cells of their own."""
    labels = {cell.text for cell in cells if _is_label(cell.text)}
    values = sum(is_value(cell.text) for cell in cells if cell.text)
    if aligned and len(labels) >= _SURELY_LABELS:
        values += sum(not cell.text.strip() for cell in cells)  # all its figures may be blank
    if len(labels) < _FEWEST_LABELS or values < _FEWEST_VALUES:
        return None
    return Grid(tuple(cells), index, aligned=aligned)


@lru_cache(maxsize=4096)
def _is_caption(text: str) -> bool:
    """Whether a text alone may stand over rows of a table."""
    return _is_label(text) or plain(text) in subtables()


@lru_cache(maxsize=4096)
def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST and is_label(text)
