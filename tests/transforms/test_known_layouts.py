"""A document is read the same whether or not one of its layout was read before: figures that decide
upon anything but themselves are no part of what is kept."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from tests.corpus.cases import columns, labels, local, rows, shapes, spans
from tests.transforms.other_figures import FIGURES, of_other_figures
from transforms import alignment
from transforms.blocks import Grid
from transforms.readers import html
from transforms.tables import known_layouts
from transforms.tables.layout_plan import Plan
from transforms.tables.segment import Segment

MODULES = (columns, labels, local, rows, shapes, spans)
DRAWN = {
    "any": FIGURES,
    "nothing": ("0",),
    "one and the same": ("7",),
    "mostly nothing": ("0",) * 9 + ("4",),
    "blanks": ("",),
    "blanks and dashes": ("", "", "3", "0", "12", "/", "—", "\xa0", "1,234", "7\u3000"),
}


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    _forget()
    yield
    _forget()


def _forget() -> None:
    known_layouts._known.clear()
    known_layouts._met.clear()


def documents() -> Iterator[tuple[str, list[Grid]]]:
    for case in (c for module in MODULES for c in module.CASES):
        if (data := case.data())[:15].lower() == b"<!doctype html>":
            yield case.name, [b for b in html.read(data).blocks if isinstance(b, Grid)]


def said(segments: Sequence[Segment]) -> list[object]:
    """All that is used of tables once they are read."""
    return [
        (s.table, s.part.grid, s.part.header, s.cells, s.unmapped, s.problems) for s in segments
    ]


def test_other_figures_are_read_as_if_no_layout_was_known() -> None:
    draw = random.Random(1)
    recalled = 0
    for name, grids in documents():
        layout = known_layouts.layout_of(grids)
        if layout is None or layout in known_layouts._known:
            continue
        plan = plan_of(grids)
        kept = {place for place, _ in plan.values} if plan else ()
        for figures in DRAWN.values():
            others = of_other_figures(grids, draw, figures, kept)
            recalled += known_layouts.recalled(layout, others) is not None
            read = alignment.read_grids(others)
            assert said(read) == said(_anew(others)), name
    assert recalled > 200  # most of the sound ones


def _anew(grids: Sequence[Grid]) -> list[Segment]:
    """What is read of grids where no layout is known."""
    known, met = dict(known_layouts._known), known_layouts._met.copy()
    _forget()
    segments = alignment.read_grids(grids)
    _forget()
    known_layouts._known.update(known)
    known_layouts._met.update(met)
    return segments


def plan_of(grids: Sequence[Grid]) -> Plan | None:
    """What is kept of a document's layout once it was met often."""
    layout = known_layouts.layout_of(grids)
    assert layout is not None
    for _ in range(known_layouts._OFTEN):
        alignment.read_grids(grids)
    return known_layouts._known[layout]


@cache
def sound() -> list[Grid]:
    """The grids of the corpus' first report whose figures decide nothing."""
    return next(grids for _, grids in documents() if plan_of(grids))


def report(**changed: str) -> list[Grid]:
    """The grids of a whole report, some texts changed."""
    return [_with(grid, changed) for grid in sound()]


def _with(grid: Grid, changed: dict[str, str]) -> Grid:
    cells = tuple(c._replace(text=changed.get(c.text, c.text)) for c in grid.cells)
    return Grid(cells, grid.index)


def test_what_is_kept_serves_a_report_with_other_figures() -> None:
    grids = report()
    plan = plan_of(grids)
    assert plan is not None
    assert not plan.values
    others = of_other_figures(grids, random.Random(2), FIGURES)
    layout = known_layouts.layout_of(others)
    assert layout is not None
    assert known_layouts.recalled(layout, others) is not None


@pytest.mark.parametrize("text", ["007", "三", "12件", "１２", "不适用", "1 2", "1.5.2"])
def test_another_text_in_a_figures_place_is_another_layout(text: str) -> None:
    grids = report()
    assert plan_of(grids)
    figure = next(c.text for c in grids[-1].cells if c.text.isdigit())
    others = report(**{figure: text})
    layout = known_layouts.layout_of(others)
    assert layout is not None
    assert known_layouts.recalled(layout, others) is None


def test_where_nothing_was_paid_it_is_not_known_what_a_sum_would_be() -> None:
    fee = next(c.text for g in sound() for c in g.cells if "." in c.text and c.text[0].isdigit())
    plan = plan_of(report(**{fee: "0"}))
    assert plan is not None
    assert [text for _, text in plan.values] == ["0"]
    others = report(**{fee: "5"})
    layout = known_layouts.layout_of(others)
    assert layout in known_layouts._known
    assert known_layouts.recalled(layout, others) is None


def test_where_the_head_counts_in_lots_no_figure_is_free() -> None:
    """万件 is no unit of a count: a 0 is sure, any other figure is not."""
    grids = [_with(g, {"现行有效件数": "现行有效件数（万件）"}) for g in report()]
    draw = random.Random(3)
    none = of_other_figures(grids, draw, ("0",))
    assert plan_of(none)
    some = of_other_figures(grids, draw, ("7",))
    read = alignment.read_grids(some)
    assert [p.code for s in read for p in s.problems].count("unit_assumed") > 0


def test_at_most_so_many_layouts_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_layouts, "_MOST", 3)
    for n in range(8):
        plan_of(report(规章=f"规章{n}"))
    assert len(known_layouts._known) == 3
