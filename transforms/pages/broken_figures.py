"""Figures that their narrow cells broke over two lines: 1183 as 118 above 3.

Two figures may stand in one cell as well. So every line but the last must fill its cell, no line is
longer than the first, and the row must show that it is one row: by a figure on one line in another
cell, or by several figures broken after equally many digits. Sure is the result only where a figure
on one line stands as high as the middle of the broken one: figures of two rows have no such middle;
or where a separator stands wrong in a line: 12, above 345.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from transforms.pages.drawn import Glyph
from transforms.pages.glyph_text import line_text, lines
from transforms.pages.ruled_grid import RuledCell

_LIKELY, _SURE = 0.85, 0.95
_LEVEL = 0.3  # of a digit's height, by which two middles may differ
_PADDING = 6.0  # points: the widest usual one between a cell's rule and its text, Word's and more
_SEPARATORS = ",，.．"
_NUMBER = re.compile(r"(?!0\d)(?:\d+|\d{1,3}(?:[,，]\d{3})+)(?:[.．]\d+)?")
_MANY = 4  # figures of one row, all broken after as many digits

Lines = list[list[Glyph]]


def rejoined(
    inside: Mapping[RuledCell, Sequence[Glyph]],
) -> dict[RuledCell, tuple[str, float]]:
    """The whole figure of each cell that holds one figure broken over lines, and how surely."""
    figures = dict(_figures(inside))
    broken = _broken(figures)
    return {
        cell: ("".join(map(line_text, found)), _SURE if sure else _LIKELY)
        for cell, found in broken.items()
        if (sure := _is_torn(found) or _is_centred(cell, figures))
        or _is_one_row(cell, figures, broken)
    }


def heaped(inside: Mapping[RuledCell, Sequence[Glyph]]) -> bool:
    """Whether some row's cells hold the figures of several rows: all of them as many lines, and
    not all of these one broken figure."""
    figures = dict(_figures(inside))
    broken = _broken(figures)
    rows: dict[int, list[RuledCell]] = {}
    for cell in figures:
        rows.setdefault(cell.row, []).append(cell)
    return any(
        len({len(figures[cell]) for cell in row}) == 1
        and len(figures[row[0]]) > 1
        and not all(cell in broken for cell in row)
        for row in rows.values()
    )


def _broken(figures: Mapping[RuledCell, Lines]) -> dict[RuledCell, Lines]:
    """The figures of several lines that may be one each."""
    several = {cell: found for cell, found in figures.items() if len(found) > 1}
    longest = _longest(figures) if several else {}
    return {c: found for c, found in several.items() if _is_broken(c, found, longest[c.column])}


def _longest(figures: Mapping[RuledCell, Lines]) -> dict[int, int]:
    """How many characters the longest line of each column has."""
    longest: dict[int, int] = {}
    for cell, found in figures.items():
        most = max(map(len, map(line_text, found)))
        longest[cell.column] = max(longest.get(cell.column, 0), most)
    return longest


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
    """Cells that hold nothing but digits and separators, with their lines."""
    for cell, glyphs in inside.items():
        if all(g.text.isdigit() or g.text.isspace() or g.text in _SEPARATORS for g in glyphs):
            found = [line for line in lines(glyphs) if line_text(line)]
            if found and not any(" " in line_text(line) for line in found):
                yield cell, found


def _is_broken(cell: RuledCell, found: Lines, longest: int) -> bool:
    *full, last = map(line_text, found)
    if not full or len(last) > len(full[0]):
        return False
    if not all(_fills(cell, line, longest) for line in found[:-1]):
        return False
    return _NUMBER.fullmatch("".join((*full, last))) is not None and (
        len(set(map(len, full))) == 1 or _is_torn(found)
    )


def _is_torn(found: Lines) -> bool:
    """Whether a line is no number by itself, for a separator stands wrong in it: 12, above 345."""
    return not all(_NUMBER.fullmatch(line_text(line)) for line in found)


def _fills(cell: RuledCell, line: Sequence[Glyph], longest: int) -> bool:
    """Whether the cell has no room for one more digit beside the line; for two, where no line of
    its column is longer: its edges may be wide, or not known exactly."""
    printed = [g for g in line if not g.text.isspace()]
    width = printed[-1].x1 - printed[0].x0
    digit = width / len(printed)
    more = 2 if len(printed) == longest else 1
    return cell.box[2] - cell.box[0] - 2 * _PADDING < width + more * digit


def _is_one_row(
    cell: RuledCell, figures: Mapping[RuledCell, Lines], broken: Mapping[RuledCell, Lines]
) -> bool:
    beside = [c for c in figures if c is not cell and c.row == cell.row]
    if any(len(figures[c]) == 1 or _is_torn(figures[c]) for c in beside):
        return True
    if any(c not in broken for c in beside):
        return False
    lengths = {len(line_text(broken[c][0])) for c in [cell, *beside]}
    return len(lengths) == 1 and len(beside) + 1 >= _MANY
