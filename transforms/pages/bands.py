"""Tables of which level rules, or stripes of colour, part the rows, and nothing the columns.

Rules that end at the same right edge are one table's. What stands between two of them is one row,
on however many lines it is printed. A heading or a text between them parts two tables. A row may
lack the rule above the first or below the last one: browsers draw none where a page ends.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median_low

from transforms.pages.drawn import Drawn, Glyph, Rule
from transforms.pages.glyph_text import line_text, lines
from transforms.pages.lines import is_page_number, line_of
from transforms.pages.ruled_grid import RuledGrid, whole_rules

_SAME = 6.0  # points: edges as near are one
_FEWEST = 3  # rules of one table
_MOST = 30_000  # pieces of rules on one page: more are a drawing
_MOST_WHOLE = 500  # rules on one page, put together
_LEAST_WIDTH = 0.3  # of the page's
_PROSE = 0.75  # of the table's width: no label or head is as wide
_NEAR = 0.9  # of the font's size: lines of one row stand this near
_PADDED = 1.6  # of the font's size: a rule stands this near its row
_LARGER = 1.1  # times the size of the figures: the font of a heading
_MOST_LINES = 8  # of a row without a rule above or below
_HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]")
_UNITS = "件项条次个宗元万亿千百"
_NO_FIGURE = re.compile(rf"[^\d,，.．+\-－＋−/／—–\\无\s{_UNITS}]")
_FIGURE = re.compile(r"[\d/／—–\\无-]")

GlyphLine = list[Glyph]


@dataclass(frozen=True, slots=True)
class Band:
    """The room between two rules, from `top` to `bottom`, with its lines of glyphs."""

    top: float
    bottom: float
    lines: tuple[GlyphLine, ...]

    def figures(self) -> Iterator[GlyphLine]:
        """What ends its lines and may be figures."""
        return filter(None, map(figures_of, self.lines))

    def words(self) -> Iterator[Glyph]:
        """All glyphs but those."""
        for line in self.lines:
            yield from line[: len(line) - len(figures_of(line))]


@dataclass(frozen=True, slots=True)
class Banded:
    """One table's bands from top to bottom, its outer edges and all level rules between them."""

    left: float
    right: float
    bands: tuple[Band, ...]
    level: tuple[Rule, ...]


def figures_of(line: Sequence[Glyph]) -> GlyphLine:
    """The glyphs that end a line and may be figures, units behind them too; none where there is no
    digit or dash."""
    start = len(line)
    while start and not _NO_FIGURE.search(line[start - 1].text):
        start -= 1
    found = [g for g in line[start:] if g.text.strip()]
    while found and found[0].text in _UNITS:
        found = found[1:]
    return found if any(_FIGURE.search(g.text) for g in found) else []


def banded_tables(
    drawn: Drawn, glyphs: Sequence[Glyph], drawn_grids: Sequence[RuledGrid]
) -> list[Banded]:
    """Tables that level rules or the edges of coloured rows make, outside those of all rules."""
    edges = [Rule(y, a[0], a[2]) for a in drawn.areas for y in (a[1], a[3])]
    free: Sequence[Rule] = (*drawn.level, *edges)
    for grid in drawn_grids:
        free = [rule for rule in free if not _inside(rule, grid)]
    if not _FEWEST <= len(free) <= _MOST:
        return []
    rules = whole_rules(free)
    if len(rules) > _MOST_WHOLE:
        return []
    found: list[Banded] = []
    for ending in _by_end(r for r in rules if r.stop - r.start > _LEAST_WIDTH * drawn.width):
        if len(ending) >= _FEWEST:
            found += _parts(ending, rules, _without_page_numbers(drawn, glyphs, ending))
    return found


def _without_page_numbers(
    drawn: Drawn, glyphs: Sequence[Glyph], ending: Sequence[Rule]
) -> list[Glyph]:
    """The glyphs but for those of the page's number, above or below all rules of a table."""
    first, last = min(r.at for r in ending), max(r.at for r in ending)
    return [
        glyph
        for line in lines(glyphs)
        if first <= _middle(line) <= last or not is_page_number(line_of(line), drawn.height)
        for glyph in line
    ]


def _inside(rule: Rule, grid: RuledGrid) -> bool:
    level = grid.ys[0] - _SAME <= rule.at <= grid.ys[-1] + _SAME
    return level and rule.start < grid.xs[-1] and grid.xs[0] < rule.stop


def _by_end(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules that end at the same right edge."""
    found: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.stop):
        if found and rule.stop - found[-1][0].stop <= _SAME:
            found[-1].append(rule)
        else:
            found.append([rule])
    return found


def _parts(
    ending: Sequence[Rule], rules: Sequence[Rule], glyphs: Sequence[Glyph]
) -> Iterator[Banded]:
    """The tables between these rules: texts and headings part them."""
    left, right = min(r.start for r in ending), max(r.stop for r in ending)
    within = lines(g for g in glyphs if left <= (g.x0 + g.x1) / 2 <= right)
    within = [line for line in within if line_text(line)]
    heights = sorted({r.at for r in ending})
    figures = [g.size for line in within for g in figures_of(line)]
    size = median_low(figures) if figures else math.inf
    parting = [line for line in within if _parts_tables(line, size, right - left)]
    edges = [-math.inf, *(_middle(line) for line in parting), math.inf]
    for above, below in pairwise(edges):
        found = [h for h in heights if above < h < below]
        room = [line for line in within if above < _middle(line) < below]
        bands = tuple(_band(room, a, b) for a, b in pairwise(found))
        while bands and not bands[0].lines:
            bands = bands[1:]
        if any(any(band.figures()) for band in bands):
            yield _with_outer_rows(Banded(left, right, bands, tuple(rules)), room)


def _middle(line: GlyphLine) -> float:
    return (line[0].top + line[0].bottom) / 2


def _band(within: Sequence[GlyphLine], top: float, bottom: float) -> Band:
    return Band(top, bottom, tuple(line for line in within if top <= _middle(line) < bottom))


def _parts_tables(line: GlyphLine, size: float, width: float) -> bool:
    """Whether a line is of a text, or a heading in a larger font than the figures' `size`."""
    if figures_of(line):
        return False
    is_large = line[0].size > _LARGER * size
    return _is_prose(line, width) or (is_large and bool(_HEADING.match(line_text(line))))


def _is_prose(line: GlyphLine, width: float) -> bool:
    solid = all(b.x0 - a.x1 < _NEAR * b.size for a, b in pairwise(line))
    wide = line[-1].x1 - line[0].x0 > _PROSE * width
    return "。" in line_text(line) or (wide and solid)


def _with_outer_rows(table: Banded, room: Sequence[GlyphLine]) -> Banded:
    """The table with the rows above its first rule and below its last one."""
    first, last = table.bands[0].top, table.bands[-1].bottom
    top = _next_row([line for line in reversed(room) if _middle(line) < first], first, up=True)
    bottom = _next_row([line for line in room if _middle(line) > last], last, up=False)
    bands = table.bands
    if top:
        bands = (
            Band(min(g.top for line in top for g in line) - 2, first, tuple(top[::-1])),
            *bands,
        )
    if any(map(figures_of, bottom)):
        reach = max(g.bottom for line in bottom for g in line) + 2
        bands = (*bands, Band(last, reach, tuple(bottom)))
    return replace(table, bands=bands)


def _next_row(found: Sequence[GlyphLine], edge: float, *, up: bool) -> list[GlyphLine]:
    """Lines next to an edge of a table that may be its row: each near the one before, no
    heading."""
    row: list[GlyphLine] = []
    near = _PADDED
    for line in found[:_MOST_LINES]:
        top, bottom = min(g.top for g in line), max(g.bottom for g in line)
        away = edge - bottom if up else top - edge
        is_heading = _HEADING.match(line_text(line)) and not figures_of(line)
        if away > near * line[0].size or (up and is_heading):
            break
        row.append(line)
        near = _NEAR
        edge = top if up else bottom
    return row
