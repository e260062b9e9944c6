"""Noise on tables as they are printed: groups over several rows, heads over several columns."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

from transforms.blocks import Grid, GridCell

Change = Callable[[Grid, random.Random], Grid]

_ROWS = ("其中：网上申请", "工作秘密", "备注", "小计", "其中：市级", "本年累计")
_HEADS = ("备注", "上年同期", "序号", "同比", "完成情况")


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure."""
    return text.lstrip("+-").replace(".", "").isdigit()


def row_dropped(grid: Grid, chance: random.Random) -> Grid:
    """One row less; a group that begins in it begins in the next."""
    if not (rows := _rows(grid)):
        return grid
    row = chance.choice(rows)
    kept: list[GridCell] = []
    for cell in grid.cells:
        if cell.row <= row < cell.row + cell.row_span:
            if cell.row_span > 1:
                kept.append(cell._replace(row_span=cell.row_span - 1))
        else:
            kept.append(cell._replace(row=cell.row - (cell.row > row)))
    return _with(grid, kept)


def row_repeated(grid: Grid, chance: random.Random) -> Grid:
    """One row twice, the second time with the same figures or others."""
    if not (rows := _rows(grid)):
        return grid
    row, more = chance.choice(rows), chance.choice([0, 5000])
    texts = [
        str(int(c.text) + more) if c.text.isdigit() else c.text for c in _whole_cells(grid, row)
    ]
    return _inserted(grid, row + 1, row, texts)


def row_of_another(grid: Grid, chance: random.Random) -> Grid:
    """A row that no form has, or an empty one."""
    if not (rows := _rows(grid)):
        return grid
    row = chance.choice(rows)
    name = chance.choice(("", *_ROWS))
    texts: list[str] = []
    for cell in _whole_cells(grid, row):
        figure = str(chance.randint(6000, 9000)) if name else ""
        texts.append(figure if is_figure(cell.text) else name * (name not in texts))
    return _inserted(grid, row, row, texts)


def label_in_two_rows(grid: Grid, chance: random.Random) -> Grid:
    """The end of a label in a row of its own, as page breaks leave it."""
    if not (rows := _rows(grid)):
        return grid
    row = chance.choice(rows)
    cells = _whole_cells(grid, row)
    whole = next((c for c in cells if not is_figure(c.text) and len(c.text) > 6), None)
    if whole is None:
        return grid
    half = len(whole.text) // 2
    cut = (c._replace(text=c.text[:half]) if c is whole else c for c in grid.cells)
    texts = [c.text[half:] if c is whole else "" for c in cells]
    return _inserted(_with(grid, cut), row + 1, row, texts)


def column_of_another(grid: Grid, chance: random.Random) -> Grid:
    """A column with figures that no form has, anywhere behind the first."""
    width = max(c.column + c.column_span for c in grid.cells)
    column, name, rows = chance.randint(1, width), chance.choice(_HEADS), _rows(grid)
    kept: list[GridCell] = []
    covered: set[int] = set()
    for cell in grid.cells:
        if cell.column < column < cell.column + cell.column_span:
            covered.update(range(cell.row, cell.row + cell.row_span))
            cell = cell._replace(column_span=cell.column_span + 1)
        kept.append(cell._replace(column=cell.column + (cell.column >= column)))
    for row in set(range(grid.height)) - covered:
        head = name if not rows or row < rows[0] else ""
        figure = str(chance.randint(6000, 9000)) if row in rows else head
        kept.append(GridCell(figure, row, column))
    return _with(grid, kept)


def cell_lost(grid: Grid, chance: random.Random) -> Grid:
    """One figure gone with its cell: those behind it move to the left."""
    if not (rows := _rows(grid)):
        return grid
    row = chance.choice(rows)
    lost = chance.choice([c for c in grid.cells if c.row == row and is_figure(c.text)])
    kept = (
        c._replace(column=c.column - 1) if c.row == row and c.column > lost.column else c
        for c in grid.cells
        if c is not lost
    )
    return _with(grid, kept)


def label_gone(grid: Grid, chance: random.Random) -> Grid:
    """One label or head blank."""
    lost = chance.choice([c for c in grid.cells if c.text and not is_figure(c.text)])
    return _with(grid, (c._replace(text="") if c is lost else c for c in grid.cells))


def letters_lost(grid: Grid, chance: random.Random) -> Grid:
    """A tenth of the labels, or all, with up to a third of their characters replaced."""
    share = chance.choice([0.1, 1.0])
    return _with(
        grid, (_misprinted(c, chance) if chance.random() < share else c for c in grid.cells)
    )


CHANGES: tuple[Change, ...] = (
    row_dropped,
    row_repeated,
    row_of_another,
    label_in_two_rows,
    column_of_another,
    cell_lost,
    label_gone,
    letters_lost,
)


def _misprinted(cell: GridCell, chance: random.Random) -> GridCell:
    if is_figure(cell.text):
        return cell
    letters = list(cell.text)
    for place in chance.sample(range(len(letters)), len(letters) // 3):
        letters[place] = chance.choice("某甲乙丙丁戊口日目田")
    return cell._replace(text="".join(letters))


def _rows(grid: Grid) -> list[int]:
    """Rows with figures."""
    found = [c.row for c in grid.cells if is_figure(c.text)]
    return sorted({row for row in found if found.count(row) > 1})


def _whole_cells(grid: Grid, row: int) -> list[GridCell]:
    cells = (c for c in grid.cells if c.row == row and c.row_span == 1)
    return sorted(cells, key=lambda c: c.column)


def _inserted(grid: Grid, at: int, like: int, texts: Iterable[str]) -> Grid:
    """A row with these texts at `at`, its cells as wide as those of row `like`."""
    pairs = zip(_whole_cells(grid, like), texts, strict=True)
    new = [cell._replace(row=at, text=text, locator={}) for cell, text in pairs]
    kept: list[GridCell] = []
    for cell in grid.cells:
        if cell.row < at < cell.row + cell.row_span:
            cell = cell._replace(row_span=cell.row_span + 1)
        kept.append(cell._replace(row=cell.row + (cell.row >= at)))
    return _with(grid, [*kept, *new])


def _with(grid: Grid, cells: Iterable[GridCell]) -> Grid:
    return replace(grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))
