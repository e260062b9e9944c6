"""Tables that `display: grid` lays out: all cells stand in one element, and style sheets say how
many of them make a row.

https://www.w3.org/TR/css-grid-1/#auto-placement-algo, rows first, with spans; where a cell is put
at a place of its own, the table is not taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from selectolax.lexbor import LexborHTMLParser, LexborNode

from config import LIMITS
from transforms.readers.html_own_style import own_style
from transforms.readers.html_style import matched_rules

Place = tuple[int, int, int, int]  # row, column, and how many rows and columns

_GRID = re.compile(r"grid-|(?:^|;)order:")
_TRACKS = re.compile(r"(?:^|;)grid-template-columns:([^;]+)")
_REPEAT = re.compile(r"repeat\((\d{1,3}),((?:[^()]|\([^()]*\))*)\)")
_TRACK = re.compile(r"[\d.]+(?:fr|px|%|r?em|vw|pt|cm)|auto|m(?:in|ax)-content|minmax\([^()]*\)")
_SPAN = re.compile(r"(?:^|;)grid-(column|row):(?:1/)?(?:span(\d{1,3})|(-1))(?=;|$)")
_ELSEWHERE = re.compile(r"(?:^|;)(?:grid-(?:column|row|area|auto-flow)[^;]*|order:-?[1-9])")
_MOST_COLUMNS = 40


def grid_styles(tree: LexborHTMLParser) -> dict[int, str]:
    """What the page's styles say of grids, by element (`mem_id`): declarations without blanks."""
    found: dict[int, str] = {}
    for node, style in matched_rules(tree, _GRID):
        found[node.mem_id] = f"{found.get(node.mem_id, '')};{style}"
    for node in tree.css("[style*='grid-']"):
        found[node.mem_id] = f"{found.get(node.mem_id, '')};{own_style(node.attributes).text}"
    return found


def columns_of(style: str) -> int:
    """How many columns an element's grid has; 0 if that is not said."""
    said = _TRACKS.findall(style)
    if not said:
        return 0
    repeated = sum(int(n) * len(_TRACK.findall(tracks)) for n, tracks in _REPEAT.findall(said[-1]))
    columns = repeated + len(_TRACK.findall(_REPEAT.sub("", said[-1])))
    return columns if columns <= _MOST_COLUMNS else 0


def placed(
    cells: list[LexborNode], columns: int, styles: Mapping[int, str]
) -> Iterator[tuple[LexborNode, Place]] | None:
    """The cells with their places; None if one is put at a place of its own, or there are more
    places than a table may have."""
    spans = [_spans(styles.get(cell.mem_id, ""), columns) for cell in cells]
    known = [span for span in spans if span]
    places = sum(height * width for height, width in known)
    if len(known) < len(cells) or places > LIMITS.table_cells:
        return None
    return zip(cells, _in_rows(known, columns), strict=True)


def _spans(style: str, columns: int) -> tuple[int, int] | None:
    """How many rows and columns a cell has; None if its place is not the next one."""
    if not style:
        return 1, 1
    spans = {"row": 1, "column": 1}
    for axis, number, _ in _SPAN.findall(style):
        spans[axis] = int(number) if number else columns
    if _ELSEWHERE.search(_SPAN.sub("", style)) or not 0 < spans["column"] <= columns:
        return None
    return spans["row"], spans["column"]


def _in_rows(spans: list[tuple[int, int]], columns: int) -> Iterator[Place]:
    taken: set[tuple[int, int]] = set()
    at = 0  # the place after the last cell's first one
    for height, width in spans:
        while at % columns + width > columns or not taken.isdisjoint(
            _room(at, columns, height, width)
        ):
            at += 1
        taken.update(_room(at, columns, height, width))
        yield at // columns, at % columns, height, width


def _room(at: int, columns: int, height: int, width: int) -> Iterator[tuple[int, int]]:
    row, column = divmod(at, columns)
    return product(range(row, row + height), range(column, column + width))
