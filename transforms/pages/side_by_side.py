"""Tables too wide for the paper: their right columns stand on pages of their own, row by row at the
same heights, as spreadsheets print them, first down and then over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.pages.layout import PageText
from transforms.pages.lines import Line
from transforms.pages.ruled_grid import cluster, place
from transforms.pages.tables import Beside, PageTable

_SAME = 1.5  # points: edges of one row
_MOST = 0.8  # of a part's rows end where those of the other part do
_Pair = tuple[PageTable, PageTable]
_Roots = dict[int, int]  # by page: the page that has the labels of its rows

_FEWEST = 8  # rows with a label on one page, and with nothing but figures on the other


def put_together(pages: Sequence[PageText]) -> list[PageText]:
    """The pages, tables of later ones set right of those of earlier ones that they go on with: page
    by page at one distance, nothing but figures in rows whose labels stand on the first page."""
    put = list(pages)
    ruled = [n for n, page in enumerate(put) if _tables(page)]
    for step in range(1, len(put)) if len(ruled) > 1 else ():
        roots = _at_distance(put, ruled, step)
        pairs = (pair for n, root in roots.items() for pair in _partners(put[root], put[n]))
        if sum(_labelled_left(*pair) for pair in pairs) >= _FEWEST:
            _put_all(put, ruled, step, roots)
            break
    return put


def _at_distance(pages: Sequence[PageText], ruled: Sequence[int], step: int) -> _Roots:
    """The pages that go on with the one so many pages before, or with what that goes on with."""
    roots: _Roots = {}
    for n in (n for n in ruled if n >= step):
        root = roots.get(n - step, n - step)
        if _partners(pages[root], pages[n]):
            roots[n] = root
    return roots


def _put_all(put: list[PageText], ruled: Sequence[int], step: int, roots: _Roots) -> None:
    """Set every part beside its rows' labels: those of which a page's edge cut rows off, too; and
    those that stand nearer than the others, as no page is printed that is blank."""
    known = set(roots.values())
    for n in (n for n in ruled if n not in known and n > min(known)):
        root = roots.get(n, roots.get(n - step, n - step))
        if pairs := _partners(put[root], put[n], cut=n not in roots) if root in known else []:
            roots[n] = root
        else:
            ways = [
                (r, found) for r in sorted(known) if r < n and (found := _partners(put[r], put[n]))
            ]
            if len(ways) != 1:
                continue
            root, pairs = ways[0]
        put[root] = _with(put[root], pairs)
        put[n] = replace(put[n], pieces=_without_tables(put[n]))


def _partners(left: PageText, right: PageText, *, cut: bool = False) -> list[_Pair]:
    """Each table of the right page with the one that it goes on with; none if one has none.
    `cut`: it may lack rows at one end."""
    found: list[_Pair] = []
    for table in _tables(right):
        other = next((t for t in _tables(left) if _goes_on(t, table, cut=cut)), None)
        if other is None:
            return []
        found.append((other, table))
    return found


def _tables(page: PageText) -> list[PageTable]:
    return [piece for piece in page.pieces if isinstance(piece, PageTable)]


def _without_tables(page: PageText) -> tuple[Line | PageTable, ...]:
    return tuple(piece for piece in page.pieces if not isinstance(piece, PageTable))


def _goes_on(left: PageTable, right: PageTable, *, cut: bool) -> bool:
    """Whether the right part has the left part's rows, and words in none that has figures."""
    ys, others = left.grid.ys, right.grid.ys
    begins, ends = abs(ys[0] - others[0]) <= _SAME, abs(ys[-1] - others[-1]) <= _SAME
    within = ys[0] - _SAME <= others[0] and others[-1] <= ys[-1] + _SAME
    if not ((begins and ends) or (cut and within and (begins or ends))):
        return False
    if sum(min(abs(y - o) for o in ys) <= _SAME for y in others) < _MOST * len(others):
        return False
    return not any(words for _, words in _figure_rows(left, right))


def _labelled_left(left: PageTable, right: PageTable) -> int:
    """In how many rows a label stands on the left, figures on the right."""
    labels = {row for row, words in _rows(left, left).items() if any(map(_is_word, words))}
    return sum(row in labels for row, _ in _figure_rows(left, right))


def _figure_rows(left: PageTable, right: PageTable) -> Iterator[tuple[int, bool]]:
    """The left part's rows that have figures on the right, and whether there are words, too."""
    for row, texts in _rows(left, right).items():
        if any(text.strip().isdigit() for text in texts):
            yield row, any(map(_is_word, texts))


def _rows(left: PageTable, part: PageTable) -> dict[int, list[str]]:
    """The texts of one row each in a part, by the left part's row."""
    found: dict[int, list[str]] = {}
    for cell, shown in zip(part.grid.cells, part.cells, strict=True):
        if cell.row_span == 1 and shown.text:
            row = bisect_right(left.grid.ys, (cell.box[1] + cell.box[3]) / 2)
            found.setdefault(row, []).append(shown.text)
    return found


def _is_word(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _with(page: PageText, pairs: Sequence[_Pair]) -> PageText:
    wider = {id(left): _joined(left, right) for left, right in pairs}
    return replace(page, pieces=tuple(wider.get(id(piece), piece) for piece in page.pieces))


def _joined(left: PageTable, right: PageTable) -> PageTable:
    edge = left.grid.xs[-1]
    shift = edge - right.grid.xs[0]
    moved = [(c.box[0] + shift, c.box[1], c.box[2] + shift, c.box[3]) for c in right.grid.cells]
    ys = cluster([*left.grid.ys, *right.grid.ys], _SAME)
    xs = [*left.grid.xs, *(x + shift for x in right.grid.xs[1:])]
    grid = place([*(c.box for c in left.grid.cells), *moved], xs, ys)
    beside = (*left.beside, Beside(edge, shift, right))
    return replace(left, grid=grid, cells=(*left.cells, *right.cells), beside=beside)
