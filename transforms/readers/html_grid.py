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
_UNSEEN_TAGS = frozenset({"style", "del", "s", "strike", "option"})
_OPAQUE_TAGS = frozenset({"script", "noscript", "template", "iframe"})  # may write what is shown
_PICTURE_TAGS = frozenset(["img", "svg", "canvas", "object", "embed"])
_SHOWN_INPUTS = frozenset({"text", "number", "search", "tel"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_GONE = re.compile(r"display:none|visibility:collapse")
_UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:0(?![.\d]*[1-9])|mso-hide:all|line-through"
)
_RAISED = re.compile(r"vertical-align:(?:super|sub)(?!\w)")


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
    """Whether a row or cell takes no place in the table."""
    return "hidden" in node.attributes or bool(_GONE.search(_style(node)))


def _style(node: LexborNode) -> str:
    return "".join((node.attributes.get("style") or "").lower().split())


def _cell(node: LexborNode, row: int, column: int, height: int, table: int) -> GridCell:
    row_span = _span(node, "rowspan", height - row) or height - row  # 0: to the end of the table
    text, opaque = _text(node)
    return GridCell(
        text=text,
        row=row,
        column=column,
        row_span=min(row_span, height - row),
        column_span=max(1, _span(node, "colspan", _MAX_COLUMN_SPAN)),
        readable=bool(text) or not opaque,
        locator={"table": table, "row": row + 1, "column": column + 1},
    )


def _span(node: LexborNode, name: str, most: int) -> int:
    found = re.match(r"\s*(\d{1,9})", node.attributes.get(name) or "")
    return min(int(found.group(1)), most) if found else 1


def _text(cell: LexborNode) -> tuple[str, bool]:
    """The cell's text, lines apart, and whether it shows something else as well.

    A raised or lowered mark (a footnote's number) is kept apart by `^`: it is no digit of the
    number before it. What is hidden or struck out does not exist. A table inside is text if it
    has one cell, and opaque otherwise: it is read as a grid of its own.
    """
    parts: list[str] = []
    opaque = False
    stack: list[LexborNode | None] = [cell.child]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        stack.append(node.next)
        tag = node.tag or ""
        if tag == "-text":
            parts.append(_SPACES.sub(" ", node.text_content or ""))
        elif _opaque(node, tag):
            opaque = True
        elif not _unseen(node, tag):
            parts.append(_mark(node, tag))
            stack.append(node.child)
    lines = "".join(parts).split("\n")
    text = "\n".join(line for line in (_SPACES.sub(" ", x).strip(" ") for x in lines) if line)
    return text, opaque


def _opaque(node: LexborNode, tag: str) -> bool:
    if tag == "table":
        return len(node.css("td, th")) != 1
    if tag == "select":
        return not node.css("option[selected]")
    return tag in _PICTURE_TAGS or tag in _OPAQUE_TAGS


def _unseen(node: LexborNode, tag: str) -> bool:
    if tag == "option":
        return "selected" not in node.attributes
    hidden = "hidden" in node.attributes or bool(_UNSEEN.search(_style(node)))
    return hidden or tag in _UNSEEN_TAGS or tag.startswith("-")


def _mark(node: LexborNode, tag: str) -> str:
    if tag in _LINE_TAGS:
        return "\n"
    if tag in ("sup", "sub", "rt") or _RAISED.search(_style(node)):
        return "^"
    if tag == "input" and (node.attributes.get("type") or "text").lower() in _SHOWN_INPUTS:
        return node.attributes.get("value") or ""
    return ""
