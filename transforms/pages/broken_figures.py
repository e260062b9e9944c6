"""Figures that their narrow cells broke over two lines: 1183 as 118 above 3.

Two figures may stand in one cell as well. So every line but the last must fill its cell, no line is
longer than the first, and the row must show that it is one row: by a figure on one line in another
cell, or by several figures broken after equally many digits. The result is never quite sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from transforms.pages.drawn import Glyph
from transforms.pages.glyph_text import line_text, lines
from transforms.pages.ruled_grid import RuledCell

CONFIDENCE = 0.85
_PADDING = 6.0  # points: the widest usual one between a cell's rule and its text, Word's and more
_MANY = 4  # figures of one row, all broken after as many digits

Lines = list[list[Glyph]]


def rejoined(inside: Mapping[RuledCell, Sequence[Glyph]]) -> dict[RuledCell, str]:
    """The whole figure of each cell that surely holds one figure broken over lines."""
    figures = dict(_figures(inside))
    broken = {cell: found for cell, found in figures.items() if _is_broken(cell, found)}
    return {
        cell: "".join(map(line_text, found))
        for cell, found in broken.items()
        if _is_one_row(cell, figures, broken)
    }


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
