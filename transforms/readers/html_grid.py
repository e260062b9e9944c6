"""One HTML table as a grid: the spans of the standard, expanded as browsers do.

https://html.spec.whatwg.org/multipage/tables.html#forming-a-table, with two limits of our own:
a span ends with its table, and a table of more than `LIMITS.table_cells` places is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

from selectolax.lexbor import LexborNode

from config import LIMITS
from transforms.blocks import Grid, GridCell

Attributes = Mapping[str, str | None]

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
_LINE = "\x00"  # parts lines until the text is folded; no page holds it any more
_DIGITS = re.compile(r"\s*(\d{1,9})")
_DROPPED = 0.85  # a style sheet hides some of the cell, and a script might show it
_GONE = re.compile(r"display:none|visibility:collapse")
_UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:0(?![.\d]*[1-9])|mso-hide:all|line-through"
)
_RAISED = re.compile(r"vertical-align:(?:super|sub)(?!\w)")


class TooManyCells(Exception):
    """A table whose spans or cells go beyond `LIMITS.table_cells` places."""


def grid_of(table: LexborNode, index: int, hidden: Collection[int] = ()) -> Grid:
    """The grid of a `<table>`, without the tables inside it. `index` counts from 1 on the page.

    `hidden`: the elements (by `mem_id`) that the page's style sheets hide.
    """
    rows = list(_rows(table, hidden))
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for r, row in enumerate(rows):
        column = 0
        for node, attributes in _cells(row, hidden):
            while (r, column) in taken:
                column += 1
            cell = _cell(node, attributes, (r, column), len(rows), index, hidden)
            if len(taken) + cell.row_span * cell.column_span > LIMITS.table_cells:
                raise TooManyCells(f"more than {LIMITS.table_cells:,} places; it was not read")
            taken.update(_places(cell))
            cells.append(cell)
            column += cell.column_span
    return Grid(tuple(cells), index)


def _places(cell: GridCell) -> Iterable[tuple[int, int]]:
    if cell.row_span == cell.column_span == 1:
        return ((cell.row, cell.column),)
    rows = range(cell.row, cell.row + cell.row_span)
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
        if not _takes_no_place(row.attributes) and row.mem_id not in hidden:
            yield row


def _cells(row: LexborNode, hidden: Collection[int]) -> Iterator[tuple[LexborNode, Attributes]]:
    for cell in row.iter():
        if cell.tag in ("td", "th"):
            attributes = cell.attributes
            if not _takes_no_place(attributes) and cell.mem_id not in hidden:
                yield cell, attributes


def _takes_no_place(attributes: Attributes) -> bool:
    """Whether a row or cell takes no place in the table."""
    return "hidden" in attributes or bool(_GONE.search(_style(attributes)))


def _style(attributes: Attributes) -> str:
    style = attributes.get("style")
    return "".join(style.lower().split()) if style else ""


def _cell(
    node: LexborNode,
    attributes: Attributes,
    place: tuple[int, int],
    height: int,
    table: int,
    hidden: Collection[int],
) -> GridCell:
    row, column = place
    row_span = _span(attributes, "rowspan", height - row) or height - row  # 0: to the table's end
    text, opaque, dropped = _text(node, hidden)
    return GridCell(
        text=text,
        row=row,
        column=column,
        row_span=min(row_span, height - row),
        column_span=max(1, _span(attributes, "colspan", _MAX_COLUMN_SPAN)),
        readable=bool(text) or not opaque,
        confidence=_DROPPED if dropped else 1.0,
        locator={"table": table, "row": row + 1, "column": column + 1},
    )


def _span(attributes: Attributes, name: str, most: int) -> int:
    given = attributes.get(name)
    found = _DIGITS.match(given) if given else None
    return min(int(found.group(1)), most) if found else 1


def _text(cell: LexborNode, hidden: Collection[int]) -> tuple[str, bool, bool]:
    """The cell's text, lines apart; whether it shows something else as well; whether a style
    sheet hides some of it.

    A raised or lowered mark (a footnote's number) is kept apart by `^`: it is no digit of the
    number before it. What is hidden or struck out does not exist. A table inside is text if it
    has one cell, and opaque otherwise: it is read as a grid of its own.
    """
    first = cell.child
    if first is None or (first.next is None and first.tag == "-text"):  # most cells
        return _folded((first.text_content or "") if first else ""), False, False
    parts: list[str] = []
    opaque = dropped = False
    stack: list[LexborNode | None] = [first]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        stack.append(node.next)
        tag = node.tag or ""
        if tag == "-text":
            parts.append(node.text_content or "")
            continue
        attributes = node.attributes if tag[:1] != "-" else {}
        if _opaque(node, tag):
            opaque = True
        elif hidden and node.mem_id in hidden:
            dropped = True
        elif not _unseen(tag, attributes):
            parts.append(_mark(tag, attributes))
            stack.append(node.child)
    return _folded("".join(parts)), opaque, dropped


def _folded(text: str) -> str:
    """White space as browsers show it, with `_LINE` where a line ends."""
    if text.isalnum():
        return text
    text = _SPACES.sub(" ", text)
    if _LINE not in text:
        return text.strip(" ")
    return "\n".join(line for line in (part.strip(" ") for part in text.split(_LINE)) if line)


def _opaque(node: LexborNode, tag: str) -> bool:
    if tag == "table":
        return not _has_one_cell(node)
    if tag == "select":
        return not node.css("option[selected]")
    return tag in _PICTURE_TAGS or tag in _OPAQUE_TAGS


def _has_one_cell(table: LexborNode) -> bool:
    cells = (cell for row in _rows(table, ()) for cell in _cells(row, ()))
    return len(list(islice(cells, 2))) == 1


def _unseen(tag: str, attributes: Attributes) -> bool:
    if tag == "option":
        return "selected" not in attributes
    if tag in _UNSEEN_TAGS or tag.startswith("-") or "hidden" in attributes:
        return True
    return bool(_UNSEEN.search(_style(attributes)))


def _mark(tag: str, attributes: Attributes) -> str:
    if tag in _LINE_TAGS:
        return _LINE
    if tag in ("sup", "sub", "rt") or _RAISED.search(_style(attributes)):
        return "^"
    if tag == "input" and (attributes.get("type") or "text").lower() in _SHOWN_INPUTS:
        return attributes.get("value") or ""
    return ""
