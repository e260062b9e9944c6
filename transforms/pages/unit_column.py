"""The column of units in a list without rules: it stands between the labels and their figures.

A unit is no figure, but it stands in a row's cell as one does, and in every row: where a figure is
blank, the unit tells that its row is there.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.pages.aligned_columns import Stretch, meet, merged, overlap
from transforms.pages.words import Word, is_figure
from transforms.values import is_unit

_FEWEST = 2  # units below one another: a list, and no sentence that ends in 件


def with_units_as_cells(
    lines: Sequence[Sequence[Word]], above: Stretch | None = None
) -> list[list[Word]]:
    """The lines of a page, the units of its one list marked as words that fill a cell; `above` is
    the column of units that the table ending the page before has."""
    found = {n: at for n, line in enumerate(lines) if (at := _unit_of(line))}
    units = [line[found[n]] for n, line in enumerate(lines) if n in found]
    stretches = merged([*((u.x0, u.x1) for u in units), *([above] if above and units else [])])
    counted = [(sum(meet(u, s) for u in units), s) for s in stretches]
    count, stretch = max(counted, default=(0, (0.0, 0.0)))
    goes_on = above is not None and overlap(stretch, above)
    if count < (1 if goes_on else _FEWEST):
        return [list(line) for line in lines]
    found |= {n: 0 for n, line in enumerate(lines) if _is_alone(line)}
    chosen = {n: at for n, at in found.items() if meet(lines[n][at], stretch)}
    return [
        [
            word._replace(fills_cell=True) if chosen.get(n) == at else word
            for at, word in enumerate(line)
        ]
        for n, line in enumerate(lines)
    ]


def _is_alone(line: Sequence[Word]) -> bool:
    """Whether a line begins with a unit: the label beside it is on lines above and below."""
    return bool(line) and is_unit(line[0].text) and all(map(is_figure, line[1:]))


def _unit_of(line: Sequence[Word]) -> int:
    """Where behind a label the unit stands, with nothing but figures behind it; 0 for nowhere."""
    first = next((n for n, word in enumerate(line) if is_figure(word)), len(line))
    behind_label = first > 1 and is_unit(line[first - 1].text)
    return first - 1 if behind_label and all(map(is_figure, line[first:])) else 0
