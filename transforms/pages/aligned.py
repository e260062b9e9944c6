"""Tables without rules: columns and rows told by where their figures stand.

Figures below one another make a column, figures beside one another a row. A label is of the row
whose figures it stands beside; words above the figures head the column over which they stand. Where
two figures of a row stand in one column, nothing is told: no table is better than a shifted one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.pages.drawn import Glyph
from transforms.pages.ruled_grid import RuledCell, RuledGrid
from transforms.pages.tables import CellText
from transforms.pages.words import Word, is_figure, word_lines

Table = tuple[RuledGrid, tuple[CellText, ...]]

_CONFIDENCE = 0.95
_FEWEST = 3  # figures on a page that may make a table
_PROSE = 0.6  # of the page's width: a word as wide is a line of running text
_HEAD_LINES = 12
_LINE = 1.7  # of the font's size: lines of one cell stand this near below each other
_LINES = 4  # at most, of one figure in a narrow cell
_STACKED = 0.6  # of the font's size: lines of one cell stand this near above each other
_OVER = 0.5  # of a column's width: a word that covers as much stands over that column


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together: a head, then rows of figures with what stands between them."""

    head: tuple[Word, ...]
    rows: tuple[tuple[Word, ...], ...]  # the figures of each row
    beside: tuple[Word, ...]  # all other words from the first row on


def aligned_tables(glyphs: Sequence[Glyph], width: float) -> list[Table]:
    """Tables that glyphs make on a page of that width, from top to bottom."""
    lines = word_lines(glyphs)
    if sum(len(_figures(line)) for line in lines) < _FEWEST:
        return []
    tables = (_table(block) for block in _blocks(lines, width))
    return [table for table in tables if table is not None]


def _figures(line: Sequence[Word]) -> tuple[Word, ...]:
    """The figures that end a line; none if other words stand behind or among them."""
    first = next((n for n, word in enumerate(line) if is_figure(word)), len(line))
    return tuple(line[first:]) if all(map(is_figure, line[first:])) else ()


def _blocks(lines: Sequence[Sequence[Word]], width: float) -> Iterator[_Block]:
    start = last = 0
    rows: list[tuple[int, tuple[Word, ...]]] = []
    for number, line in enumerate(lines):
        figures = _figures(line)
        if rows and (_is_prose(line, width) or _is_head(line, figures, rows)):
            yield _block(lines, start, rows, last, width)
            start, rows = last + 1, []
        if figures:
            rows.append((number, figures))
            last = number
    if rows:
        yield _block(lines, start, rows, last, width)


def _is_prose(line: Sequence[Word], width: float) -> bool:
    return any(word.x1 - word.x0 > _PROSE * width or "。" in word.text for word in line)


def _is_head(
    line: Sequence[Word], figures: Sequence[Word], rows: Sequence[tuple[int, tuple[Word, ...]]]
) -> bool:
    """Whether a line without figures has words over the columns of figures: another head."""
    left = min(f.x0 for _, figures_of in rows for f in figures_of)
    return not figures and len(line) > 1 and line[-1].x1 > left


def _block(
    lines: Sequence[Sequence[Word]],
    start: int,
    rows: Sequence[tuple[int, tuple[Word, ...]]],
    last: int,
    width: float,
) -> _Block:
    first = rows[0][0]
    above = max(start, first - _HEAD_LINES)
    above = next(
        (n + 1 for n in range(first - 1, above - 1, -1) if _is_prose(lines[n], width)), above
    )
    figures = {id(f) for _, found in rows for f in found}
    return _Block(
        head=tuple(w for line in lines[above:first] for w in line),
        rows=tuple(found for _, found in rows),
        beside=tuple(w for line in lines[first : last + 1] for w in line if id(w) not in figures),
    )


def _table(block: _Block) -> Table | None:
    columns = _columns([f for row in block.rows for f in row])
    columns = sorted([*columns, *_empty_columns(columns, block.head)])
    words = max(sum(_meet(w, column) for w in block.beside) for column in columns)
    if words * 2 > len(block.rows):
        return None  # a column of words (units, say) with dashes among them: lines tell more
    placed = [[_column_of(f, columns) for f in row] for row in block.rows]
    if any(len(set(places)) < len(places) for places in placed):
        return None
    left = columns[0][0]
    labels = [w for w in (*block.head, *block.beside) if w.x1 <= left + w.size / 2]
    heads = [w for w in block.head if w.x1 > left + w.size / 2]
    named = _row_labels(block.rows, labels)
    among = [w for w in block.beside if w.x1 > left + w.size / 2]
    rows, unclear = _with_words(block.rows, among, columns)
    unclear |= _broken_figures(block.rows, named)
    unclear |= {r for r, row in enumerate(rows) if any(word.is_uneven for word in row)}
    drawing = _Drawing(columns, rows, named, heads, unclear)
    return drawing.table() if drawing.is_headed_plainly() else None


def _broken_figures(rows: Sequence[Sequence[Word]], named: Sequence[Sequence[Word]]) -> set[int]:
    """Rows that may be lines of one row's figures: one without a label stands near another row."""
    found: set[int] = set()
    for upper, lower in pairwise(range(len(rows))):
        first, second = rows[upper][0], rows[lower][0]
        near = second.middle - first.middle < _LINE * max(first.size, second.size)
        if near and not (named[upper] and named[lower]):
            found |= {upper, lower}
    return found if len(found) * 2 <= len(rows) else set(range(len(rows)))


def _with_words(
    rows: Sequence[Sequence[Word]], among: Sequence[Word], columns: Sequence[tuple[float, float]]
) -> tuple[list[list[Word]], set[int]]:
    """The rows with other words that stand in a column of theirs; and the rows in which a word
    stands in no one column, or beside a figure."""
    filled = [list(row) for row in rows]
    unclear: set[int] = set()
    for word in among:
        for r, row in enumerate(rows):
            if not word.top <= row[0].middle <= word.bottom:
                continue
            over = [column for column in columns if _meet(word, column)]
            if len(over) == 1 and not any(_meet(other, over[0]) for other in filled[r]):
                filled[r].append(word)
            else:
                unclear.add(r)
    return filled, unclear


def _columns(figures: Sequence[Word]) -> list[tuple[float, float]]:
    """The stretches from left to right that figures cover."""
    return _columns_of([(word.x0, word.x1) for word in figures])


def _columns_of(stretches: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for start, stop in sorted(stretches):
        if columns and start < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], stop)
        else:
            columns.append((start, stop))
    return columns


def _empty_columns(
    columns: Sequence[tuple[float, float]], head: Sequence[Word]
) -> Iterator[tuple[float, float]]:
    """Where a head stands lowest over no figure at all: a column that is blank in every row."""
    parts = [p for w in head for p in (w.parts or (w,))]
    lowest = [
        p for p in parts if not any(o.top > p.bottom and _meet(o, (p.x0, p.x1)) for o in parts)
    ]
    found = [
        (p.x0, p.x1)
        for p in lowest
        if p.x0 > columns[0][0] and not any(_meet(p, column) for column in columns)
    ]
    yield from _columns_of(found)


def _meet(word: Word, stretch: tuple[float, float]) -> bool:
    return word.x0 < stretch[1] and stretch[0] < word.x1


def _column_of(word: Word, columns: Sequence[tuple[float, float]]) -> int:
    """The column that a word meets, or begins in."""
    meeting = [n for n, column in enumerate(columns) if _meet(word, column)]
    return meeting[0] if meeting else bisect_right([x0 for x0, _ in columns], word.x0) - 1


def _row_labels(rows: Sequence[Sequence[Word]], labels: Sequence[Word]) -> list[list[Word]]:
    """The labels of each row from left to right; what stands beside no row, or several, is none.

    Lines that stand near above each other are one label, unless each has its own figures.
    """
    middles = [row[0].middle for row in rows]
    named: list[list[Word]] = [[] for _ in rows]
    for stack in stacks(labels):
        top, bottom = stack[0].top, stack[-1].bottom
        inside = [r for r, middle in enumerate(middles) if top <= middle <= bottom]
        if len(inside) == 1:
            named[inside[0]].append(joined(stack))
        elif len(inside) == len(stack):
            for row, word in zip(inside, stack, strict=True):
                if word.top <= middles[row] <= word.bottom:
                    named[row].append(word)
    return [sorted(words, key=lambda w: w.x0) for words in named]


def stacks(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand near below one another, each from top to bottom."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.top):
        near = [
            stack
            for stack in found
            if stack[-1].x0 < word.x1
            and word.x0 < stack[-1].x1
            and -word.size / 2 < word.top - stack[-1].bottom < _STACKED * word.size
        ]
        if len(near) == 1:
            near[0].append(word)
        else:
            found.append([word])
    return found


def joined(stack: Sequence[Word]) -> Word:
    """One word of several lines."""
    return Word(
        "".join(w.text for w in stack),
        min(w.x0 for w in stack),
        stack[0].top,
        max(w.x1 for w in stack),
        stack[-1].bottom,
        stack[0].size,
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Columns, rows, labels and heads, to be drawn as a grid."""

    columns: Sequence[tuple[float, float]]
    rows: Sequence[Sequence[Word]]
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
            if not all(_meet(w, self.columns[column]) for w in level):
                return False
        return True

    def table(self) -> Table:
        """Labels stand in columns of their own, the row's own one rightmost."""
        depth = max(1, max(map(len, self.named)))
        edges = self._edges(depth)
        head_rows = self._head_rows(edges, depth)
        heights = self._heights(len(head_rows))
        cells: list[tuple[RuledCell, CellText]] = []

        def put(row: int, column: int, text: str, span: int = 1) -> None:
            box = (edges[column], heights[row], edges[column + span], heights[row + 1])
            clear = column < depth or row - len(head_rows) not in self.unclear
            cells.append((RuledCell(box, row, column, 1, span), CellText(text, clear, _CONFIDENCE)))

        for r, head in enumerate(head_rows):
            for column, span, text in head:
                put(r, column, text, span)
        for r, row in enumerate(self.rows, start=len(head_rows)):
            labels = self.named[r - len(head_rows)]
            for place, word in enumerate(labels, start=depth - len(labels)):
                put(r, place, word.text)
            shown = {_column_of(f, self.columns): f.text for f in row}
            for c in range(len(self.columns)):
                put(r, depth + c, shown.get(c, ""))
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
        middles = [row[0].middle for row in self.rows]
        between = [(a + b) / 2 for a, b in pairwise(middles)]
        half = min((b - a for a, b in pairwise(middles)), default=2 * self.rows[0][0].size) / 2
        top = middles[0] - half
        above = min([w.top for w in self.heads] + [top - heads])
        step = (top - above) / heads if heads else 0.0
        return [*(above + n * step for n in range(heads)), top, *between, middles[-1] + half]

    def _head_rows(self, edges: Sequence[float], depth: int) -> list[list[tuple[int, int, str]]]:
        """Rows of (column, span, text): what stands lowest over each column in the last one."""
        single, wide = self._heads_over(edges, depth)
        last: list[tuple[int, int, str]] = []
        for column, words in sorted(single.items()):
            *upper, lowest = map(joined, stacks(words))
            last.append((depth + column, 1, lowest.text))
            wide += [(depth + column, 1, word) for word in upper]
        return [*_by_height(wide), last] if last else []


def _covers(word: Word, edges: Sequence[float], column: int) -> bool:
    start, stop = edges[column], edges[column + 1]
    shared = min(word.x1, stop) - max(word.x0, start)
    return shared >= _OVER * min(word.x1 - word.x0, stop - start)


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


def is_crowded(texts: Sequence[str]) -> bool:
    """Whether the cells between rules hold most figures in heaps: the rules part no cells."""
    figures = [[t for t in text.split() if t.isdigit()] for text in texts]
    heaped = sum(len(f) for f, text in zip(figures, texts, strict=True) if _is_heap(f, text))
    return heaped >= 2 * _FEWEST and heaped > sum(map(len, figures)) / 2


def _is_heap(figures: Sequence[str], text: str) -> bool:
    """Whether figures are several cells': beside each other, or more below each other than the
    lines into which one long figure is broken."""
    beside = any(len(line.split()) > 1 for line in text.split("\n"))
    return len(figures) > (1 if beside else _LINES)
