"""What is printed in a report, in reading order, as a table sees it that has items and columns in
its header: names of its items and columns, figures, and anything else.

An item's name may be a caption: （一）行政复议情况, 行政诉讼（复议后起诉）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from transforms.blocks import Block, Grid, GridCell, Paragraph
from transforms.flat.fields import fields_of
from transforms.flat.flat_labels import is_narrative, is_value, whole_labels
from transforms.forms import Table
from transforms.tables.labels import plain
from transforms.tables.official import breakdown_variants, captions, item_variants

_IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")
_Kind = Literal["item", "group", "head", "value", "other"]
_FOUND_FIRST: tuple[_Kind, ...] = ("head", "item", "group")


class Token(NamedTuple):
    """A printed cell, or a field of a line, and the code of what it names."""

    kind: _Kind
    code: str
    cell: GridCell


def tokens(table: Table, blocks: Sequence[Block]) -> Iterator[Token]:
    """All that stands in the blocks, cell by cell and field by field."""
    number = 0
    for is_grid, run in groupby(blocks, key=lambda block: isinstance(block, Grid)):
        part = list(run)
        if is_grid:
            for grid in part:
                yield from _of_grid(table, grid) if isinstance(grid, Grid) else ()
        else:
            yield from _of_lines(table, part, number)
            number += len(part)


def _of_grid(table: Table, grid: Grid) -> Iterator[Token]:
    if grid.shown:
        for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
            value = cell.readable and (not cell.text.strip() or is_value(cell.text))
            yield Token("value", "", cell) if value else _label(table, cell)


def _of_lines(table: Table, lines: Sequence[Block], before: int) -> Iterator[Token]:
    numbered = [
        (n, line.text) for n, line in enumerate(lines, before + 1) if isinstance(line, Paragraph)
    ]
    for number, text in whole_labels(numbered):
        if is_narrative(text):
            yield Token("other", "", GridCell(text, 0, 0))
            continue
        for k, one in enumerate(fields_of(text, number), start=1):
            for label in [one.text] if one.is_value else _labels(table, one.text):
                cell = GridCell(label, 0, 0, locator={"paragraph": number, "field": k})
                yield Token("value", "", cell) if one.is_value else _label(table, cell)


def _label(table: Table, cell: GridCell) -> Token:
    kind, code = _named(table, cell.text)
    return Token(kind, code, cell)


def _labels(table: Table, text: str) -> list[str]:
    """A label, or the several that a line has beside each other."""
    words = text.split()
    apart = _named(table, text)[0] == "other" and len(words) > 1
    return words if apart and all(_named(table, w)[0] != "other" for w in words) else [text]


@lru_cache(maxsize=4096)
def _named(table: Table, text: str) -> tuple[_Kind, str]:
    """What a label names: an item, the group of some, a column, or nothing of the table."""
    inside = _IN_BRACKETS.findall(text)
    said = [plain(n) for n in (text, _IN_BRACKETS.sub(r"\1", text), *inside)]
    names = [*said, *(_without_ending(table, name) for name in said)]
    found: dict[_Kind, str] = {}
    for name in names:
        for kind, code in _codes(table).get(name, ()):
            found.setdefault(kind, code)
    for kind in _FOUND_FIRST:
        if kind in found:
            return kind, found[kind]
    return "other", ""


def _without_ending(table: Table, name: str) -> str:
    ending = next((e for e in table.endings if name.endswith(e)), "")
    return name.removesuffix(ending) if ending else name


@cache
def _codes(table: Table) -> dict[str, list[tuple[_Kind, str]]]:
    codes: dict[str, list[tuple[_Kind, str]]] = {}
    for item in table.items:
        for name in item_variants(item):
            codes.setdefault(name, []).append(("item", item.code))
    for code, names in breakdown_variants(table).items():
        for name in names:
            codes.setdefault(name, []).append(("head", code))
    for name in captions():
        codes.setdefault(name, []).append(("group", ""))
    return codes
