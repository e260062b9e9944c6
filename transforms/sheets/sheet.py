"""One sheet as it is shown: texts at their places, merged ranges, and what is hidden."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from config import LIMITS
from transforms.readers import UnreadableDocument

Place = tuple[int, int]  # row, column, both from 0


class Shown(NamedTuple):
    """What a cell shows. It is not `readable` where that cannot be told: an error, a formula that
    was never computed, a figure that is struck out or white."""

    text: str
    readable: bool = True
    confidence: float = 1.0


class Range(NamedTuple):
    """Rows [top, bottom) and columns [left, right)."""

    top: int
    left: int
    bottom: int
    right: int


def as_seen(shown: Shown, *, unseen: bool) -> Shown:
    """A figure that is struck out, or white on white, cannot be told; labels are left as they are,
    since what colours their ground may stand elsewhere."""
    is_figure = any(map(str.isdecimal, shown.text)) and not any(map(str.isalpha, shown.text))
    return shown._replace(readable=False) if unseen and is_figure else shown


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet. Cells that show nothing may be left out of `cells`."""

    name: str
    cells: dict[Place, Shown]
    merged: tuple[Range, ...] = ()
    hidden_rows: AbstractSet[int] = frozenset()
    hidden_columns: AbstractSet[int] = frozenset()


@dataclass
class Budget:
    """What all sheets of a workbook may show together."""

    cells: int = LIMITS.table_cells
    text: int = LIMITS.text

    def take(self, text: str) -> None:
        """Count a cell of that text. Raises UnreadableDocument beyond the limits."""
        self.cells -= 1
        self.text -= len(text)
        if self.cells < 0:
            message = f"more than {LIMITS.table_cells:,} cells; no more are read"
            raise UnreadableDocument("too_large", message)
        if self.text < 0:
            message = f"cells of more than {LIMITS.text:,} characters; no more are read"
            raise UnreadableDocument("too_large", message)


def column_name(column: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
