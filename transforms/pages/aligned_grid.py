"""A table without rules, drawn as a grid: borders halfway between its columns and rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.pages.aligned_columns import column_of, meet
from transforms.pages.ruled_grid import RuledCell, RuledGrid
from transforms.pages.stacks import heads_apart, joined, stacks
from transforms.pages.tables import CellText
from transforms.pages.words import Word

Table = tuple[RuledGrid, tuple[CellText, ...]]

_CONFIDENCE = 0.95
_OUT = 0.3  # of the font's size: beyond its column's borders
_OVER = 0.5  # of a column's width: a word that covers as much stands over that column


@dataclass(frozen=True, slots=True)
class Drawing:
    """Columns, rows, labels and heads, to be drawn as a grid."""

    columns: Sequence[tuple[float, float]]
    rows: Sequence[Sequence[Word]]
    middles: Sequence[float]  # the height of each row, in points
    named: Sequence[Sequence[Word]]
    heads: Sequence[Word]
    unclear: Collection[int]  # rows with words in the room of the figures

    def is_headed_plainly(self) -> bool:
        """Whether the lowest words over each column stand right over its figures, one above the
        other; else they may head the column beside it."""
        depth = max(1, max(map(len, self.named)))
        single, _ = self._heads_over(self._edges(depth), depth)
        for column, words in single.items():
            lowest = max(words, key=lambda w: w.bottom)
            level = [w for w in words if w.bottom > lowest.top]
            if not all(meet(w, self.columns[column]) for w in level):
                return False
        return True

    def table(self) -> Table:
        """Labels stand in columns of their own, the row's own one rightmost."""
        depth = max(1, max(map(len, self.named)))
        edges = self._edges(depth)
        head_rows = self._head_rows(edges, depth)
        heights = self._heights(len(head_rows))
        cells: list[tuple[RuledCell, CellText]] = []

        def put(row: int, column: int, text: str, span: int = 1, *, even: bool = True) -> None:
            box = (edges[column], heights[row], edges[column + span], heights[row + 1])
            clear = even and (column < depth or row - len(head_rows) not in self.unclear)
            cells.append((RuledCell(box, row, column, 1, span), CellText(text, clear, _CONFIDENCE)))

        for r, head in enumerate(head_rows):
            for column, span, text in head:
                put(r, column, text, span)
        for r, row in enumerate(self.rows, start=len(head_rows)):
            labels = self.named[r - len(head_rows)]
            for place, word in enumerate(labels, start=depth - len(labels)):
                put(r, place, word.text)
            shown = {column_of(f, self.columns): f for f in row}
            for c in range(len(self.columns)):
                figure = shown.get(c)
                even = figure is None or not figure.is_uneven
                put(r, depth + c, figure.text if figure else "", even=even)
        grid = RuledGrid(tuple(c for c, _ in cells), tuple(edges), tuple(heights))
        return grid, tuple(text for _, text in cells)

    def _heads_over(
        self, edges: Sequence[float], depth: int
    ) -> tuple[dict[int, list[Word]], list[tuple[int, int, Word]]]:
        """Words over one column each, and those over several with the first and the number."""
        single: dict[int, list[Word]] = {}
        wide: list[tuple[int, int, Word]] = []
        for word in self._split(edges, depth):
            over = [c for c in range(len(self.columns)) if _covers(word, edges, depth + c)]
            if len(over) == 1:
                single.setdefault(over[0], []).append(word)
            elif over:
                wide.append((depth + over[0], len(over), word))
        return single, wide

    def _split(self, edges: Sequence[float], depth: int) -> Iterator[Word]:
        """The words of the head, those of neighbouring columns apart that stand close."""
        for word in self.heads:
            over = [
                [c for c in range(len(self.columns)) if _covers(part, edges, depth + c)]
                for part in word.parts
            ]
            single = [columns[0] for columns in over if len(columns) == 1]
            apart = len(single) == len(over) == len(set(single)) > 1
            yield from word.parts if apart else (word,)

    def _edges(self, depth: int) -> list[float]:
        """Borders of all columns: those of labels share the room to the left of the figures."""
        words = [w for row in self.named for w in row]
        gaps = [(a[1] + b[0]) / 2 for a, b in pairwise(self.columns)]
        half = min((b - a[1] for a, b in zip(self.columns, gaps, strict=False)), default=20.0)
        first = max([w.x1 for w in words] + [self.columns[0][0] - half])
        first = min(first, self.columns[0][0])
        left = min([w.x0 for w in words] + [first - 20.0])
        step = (first - left) / depth
        return [*(left + n * step for n in range(depth)), first, *gaps, self.columns[-1][1] + half]

    def _heights(self, heads: int) -> list[float]:
        middles = self.middles
        between = [(a + b) / 2 for a, b in pairwise(middles)]
        size = max(word.size for row in self.rows for word in row)
        half = min((b - a for a, b in pairwise(middles)), default=2 * size) / 2
        top = middles[0] - half
        above = min([w.top for w in self.heads] + [top - heads])
        step = (top - above) / heads if heads else 0.0
        return [*(above + n * step for n in range(heads)), top, *between, middles[-1] + half]

    def _head_rows(self, edges: Sequence[float], depth: int) -> list[list[tuple[int, int, str]]]:
        """Rows of (column, span, text): what stands lowest over each column in the last one."""
        single, wide = self._heads_over(edges, depth)
        last: list[tuple[int, int, str]] = []
        for column, words in sorted(single.items()):
            within = edges[depth + column], edges[depth + column + 1]
            wider = [w for w in words if _sticks_out(w, within)]
            inside = [w for w in words if w not in wider] or words
            *upper, lowest = (joined(h) for stack in stacks(inside) for h in heads_apart(stack))
            upper += [w for w in wider if w not in inside]
            last.append((depth + column, 1, lowest.text))
            wide += [(depth + column, 1, word) for word in upper]
        return [*_by_height(wide), last] if last else []


def _covers(word: Word, edges: Sequence[float], column: int) -> bool:
    start, stop = edges[column], edges[column + 1]
    shared = min(word.x1, stop) - max(word.x0, start)
    return shared >= _OVER * min(word.x1 - word.x0, stop - start)


def _sticks_out(word: Word, column: tuple[float, float]) -> bool:
    """Whether a word is wider than the room over a column: it heads several."""
    return word.x0 < column[0] - _OUT * word.size or word.x1 > column[1] + _OUT * word.size


def _by_height(placed: Sequence[tuple[int, int, Word]]) -> list[list[tuple[int, int, str]]]:
    rows: list[list[tuple[int, int, str]]] = []
    reach = 0.0
    for column, span, word in sorted(placed, key=lambda p: p[2].top):
        if rows and word.middle <= reach and all(column >= c + s for c, s, _ in rows[-1]):
            rows[-1].append((column, span, word.text))
        else:
            rows.append([(column, span, word.text)])
        reach = word.bottom
    return rows
