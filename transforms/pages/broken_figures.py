"""Figures that their narrow cells broke over two lines: 1183 as 118 above 3.

Two figures may stand in one cell as well. So every line but the last must fill its cell, no line is
longer than the first, and the row must show that it is one row: by a figure on one line in another
cell, or by several figures broken after equally many digits. Sure is the result only where a figure
on one line stands as high as the middle of the broken one: figures of two rows have no such middle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from transforms.pages.drawn import Glyph
from transforms.pages.glyph_text import line_text, lines
from transforms.pages.ruled_grid import RuledCell

_LIKELY, _SURE = 0.85, 0.95
_LEVEL = 0.3  # of a digit's height, by which two middles may differ
_PADDING = 6.0  # points: the widest usual one between a cell's rule and its text, Word's and more
_MANY = 4  # figures of one row, all broken after as many digits

Lines = list[list[Glyph]]


def rejoined(
    inside: Mapping[RuledCell, Sequence[Glyph]],
) -> dict[RuledCell, tuple[str, float]]:
    """The whole figure of each cell that holds one figure broken over lines, and how surely."""
    figures = dict(_figures(inside))
    broken = {cell: found for cell, found in figures.items() if _is_broken(cell, found)}
    return {
        cell: ("".join(map(line_text, found)), _SURE if _is_centred(cell, figures) else _LIKELY)
        for cell, found in broken.items()
        if _is_one_row(cell, figures, broken)
    }


def _is_centred(cell: RuledCell, figures: Mapping[RuledCell, Lines]) -> bool:
    """Whether another figure of the same single row, on one line, is level with the middle."""
    height = figures[cell][0][0].bottom - figures[cell][0][0].top
    middles = [
        _middle(lines)
        for c, lines in figures.items()
        if len(lines) == 1 and (c.row, c.row_span) == (cell.row, cell.row_span)
    ]
    own = _middle(figures[cell])
    return cell.row_span == 1 and any(abs(m - own) < _LEVEL * height for m in middles)


def _middle(found: Lines) -> float:
    return (found[0][0].top + found[-1][0].bottom) / 2


def _figures(inside: Mapping[RuledCell, Sequence[Glyph]]) -> Iterator[tuple[RuledCell, Lines]]:
    """Cells that hold nothing but digits, with their lines."""
    for cell, glyphs in inside.items():
        if all(g.text.isdigit() or g.text.isspace() for g in glyphs):
            found = [line for line in lines(glyphs) if line_text(line)]
            if found and all(line_text(line).isdigit() for line in found):
                yield cell, found


def _is_broken(cell: RuledCell, found: Lines) -> bool:
    *full, last = map(len, map(line_text, found))
    if not full or min(full) < max(full) or last > full[0]:
        return False
    return all(_fills(cell, line) for line in found[:-1])


def _fills(cell: RuledCell, line: Sequence[Glyph]) -> bool:
    """Whether the cell has no room for one more digit beside the line."""
    printed = [g for g in line if not g.text.isspace()]
    width = printed[-1].x1 - printed[0].x0
    digit = width / len(printed)
    return cell.box[2] - cell.box[0] - 2 * _PADDING < width + digit


def _is_one_row(
    cell: RuledCell, figures: Mapping[RuledCell, Lines], broken: Mapping[RuledCell, Lines]
) -> bool:
    beside = [c for c in figures if c is not cell and c.row == cell.row]
    if any(len(figures[c]) == 1 for c in beside):
        return True
    lengths = {len(line_text(broken[c][0])) for c in [cell, *beside] if c in broken}
    return len(lengths) == 1 and sum(c in broken for c in [cell, *beside]) >= _MANY
