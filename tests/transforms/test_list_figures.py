"""Lists of the 2014 form: which figures are whose, as text and where cells reach over others."""

from __future__ import annotations

from transforms.alignment import read_grids
from transforms.blocks import Grid, GridCell
from transforms.flat.flat_tables import flat_grids
from transforms.forms import list_tables

LABELS = [item.label for item in list_tables()[0].items]
EVERY = 5  # rows, one has a blank for one of the years


def _read(*, years: int) -> tuple[dict[str, float | None], set[str]]:
    rows = []
    for n, label in enumerate(LABELS):
        figures = [str(100 * year + n) for year in range(1, years + 1)]
        rows.append(" ".join((label, "件", *figures[int(n % EVERY == 0 and years > 1) :])))
    segments = read_grids(flat_grids(["统计指标 单位 2017年 2016年", *rows], 0))
    values = {c.item: c.value for s in segments for c in s.cells if c.value is not None}
    return values, {p.code for s in segments for p in s.problems}


def test_a_single_figure_among_rows_of_two_may_be_of_either_year() -> None:
    values, codes = _read(years=2)
    singles = {item.code for n, item in enumerate(list_tables()[0].items) if n % EVERY == 0}
    assert values
    assert not singles & values.keys()
    assert "ambiguous" in codes


def test_rows_with_a_figure_for_each_year_are_read_by_the_heads() -> None:
    places = {item.code: n for n, item in enumerate(list_tables()[0].items)}
    assert all(value == 100 + places[item] for item, value in _read(years=2)[0].items())


def test_figures_of_one_year_are_read() -> None:
    assert len(_read(years=1)[0]) >= len(LABELS) / 2


def test_a_unit_over_the_blank_column_of_figures_is_no_figure() -> None:
    rows = [(label, "件", str(n)) for n, label in enumerate(LABELS)]
    cells = [GridCell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    merged = [c for c in cells if c.row != 1] + [
        GridCell(LABELS[1], 1, 0),
        GridCell("件", 1, 1, column_span=2),
    ]
    (segment,) = read_grids([Grid(tuple(merged), 1)])
    states = {c.state for c in segment.cells}
    assert states == {"number"}


def test_empty_row_between_two_pages_is_no_parent_that_was_lost() -> None:
    cut = LABELS.index("（二）被依法纠错数", LABELS.index("五、行政诉讼数量"))
    rows = [(label, "件", str(7 * n)) for n, label in enumerate(LABELS)]
    cells = [
        GridCell(text, r + (r >= cut), c)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    (segment,) = read_grids([Grid((*cells, GridCell("", cut, 0, column_span=3)), 1)])
    assert "label_doubtful" not in {p.code for p in segment.problems}
    assert len(segment.cells) == len(LABELS)
