"""One HTML table as a grid: the spans of the standard, expanded as browsers do.

https://html.spec.whatwg.org/multipage/tables.html#forming-a-table, with two limits of our own:
a span ends with its table, and a table of more than `MAX_PLACES` places is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from transforms.blocks import Grid, GridCell

MAX_PLACES = 200_000
_MAX_COLUMN_SPAN = 1000  # the standard's own limit
_ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})
_LINE_TAGS = frozenset(
    re.findall(
        r"\w+",
        """address article blockquote br center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre
        section ul""",
    )
)
_SILENT_TAGS = frozenset(["script", "style", "noscript", "template", "table", "select", "textarea"])
_DELETED_TAGS = frozenset({"del", "s", "strike"})
_PICTURE_TAGS = frozenset(["img", "svg", "canvas", "object", "embed"])
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class TooManyCells(Exception):
    """A table whose spans or cells go beyond `MAX_PLACES`."""


def grid_of(table: LexborNode, index: int) -> Grid:
    """The grid of a `<table>`, without the tables inside it. `index` counts from 1 on the page."""
    rows = list(_rows(table))
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for r, row in enumerate(rows):
        column = 0
        for node in _cells(row):
            while (r, column) in taken:
                column += 1
            cell = _cell(node, r, column, len(rows), index)
            places = _places(cell)
            if len(taken) + cell.row_span * cell.column_span > MAX_PLACES:
                raise TooManyCells(f"more than {MAX_PLACES:,} places; it was not read")
            taken.update(places)
            cells.append(cell)
            column += cell.column_span
    return Grid(tuple(cells), index)


def _places(cell: GridCell) -> Iterator[tuple[int, int]]:
    for r in range(cell.row, cell.row + cell.row_span):
        for c in range(cell.column, cell.column + cell.column_span):
            yield r, c


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    """Rows in the order in which browsers draw them: head, bodies, foot."""
    parts: dict[str, list[LexborNode]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table.iter():
        tag = child.tag or ""
        if tag == "tr":
            parts["tbody"].append(child)
        elif tag in _ROW_GROUPS:
            parts[tag].extend(row for row in child.iter() if row.tag == "tr")
    for row in parts["thead"] + parts["tbody"] + parts["tfoot"]:
        if not _hidden(row):
            yield row


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (c for c in row.iter() if c.tag in ("td", "th") and not _hidden(c))


def _hidden(node: LexborNode) -> bool:
    return bool(_HIDDEN.search(node.attributes.get("style") or ""))


def _cell(node: LexborNode, row: int, column: int, height: int, table: int) -> GridCell:
    row_span = _span(node, "rowspan", height - row) or height - row  # 0: to the end of the table
    text, pictured = _text(node)
    return GridCell(
        text=text,
        row=row,
        column=column,
        row_span=min(row_span, height - row),
        column_span=max(1, _span(node, "colspan", _MAX_COLUMN_SPAN)),
        readable=bool(text) or not pictured,
        locator={"table": table, "row": row + 1, "column": column + 1},
    )


def _span(node: LexborNode, name: str, most: int) -> int:
    found = re.match(r"\s*(\d{1,9})", node.attributes.get(name) or "")
    return min(int(found.group(1)), most) if found else 1


def _text(cell: LexborNode) -> tuple[str, bool]:
    """The cell's text, lines apart, and whether a picture stands in it.

    A raised or lowered mark (a footnote's number) is kept apart by `^`: it is no digit of the
    number before it. What is struck out does not exist.
    """
    parts: list[str] = []
    pictured = False
    stack: list[LexborNode | None] = [cell.child]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        stack.append(node.next)
        tag = node.tag or ""
        if tag == "-text":
            parts.append(_SPACES.sub(" ", node.text_content or ""))
            continue
        pictured = pictured or tag in _PICTURE_TAGS
        if tag in _SILENT_TAGS or tag in _DELETED_TAGS or tag.startswith("-") or _hidden(node):
            continue
        parts.append(_mark(node, tag))
        stack.append(node.child)
    lines = ("".join(parts)).split("\n")
    return "\n".join(
        line for line in (_SPACES.sub(" ", x).strip(" ") for x in lines) if line
    ), pictured


def _mark(node: LexborNode, tag: str) -> str:
    if tag in _LINE_TAGS:
        return "\n"
    if tag in ("sup", "sub"):
        return "^"
    if tag == "input":
        return node.attributes.get("value") or ""
    return ""
