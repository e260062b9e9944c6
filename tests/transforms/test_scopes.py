"""汇总 and 本级 in one table are two reports, and no figure of the one stands in the other.

GONGKAI_NOISE sets how many examples are tried.
"""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sample_portals.render_html import render_grid
from sample_portals.tables import Box
from tests.corpus import statistics
from tests.transforms.grid_noise import CHANGES, Change
from transforms.alignment import read_grids
from transforms.blocks import Grid, GridCell
from transforms.extract import extract_all
from transforms.forms import list_tables

EXAMPLES = int(os.environ.get("GONGKAI_NOISE", "8"))
NOISE = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LEAST = {"own": 1000, "consolidated": 5000}
HEADS = {"own": "本级", "consolidated": "汇总"}


def figure(scope: str, row: int) -> int:
    """A figure that no other cell has; in no column they count the rows."""
    return LEAST[scope] + row * row % 1009


def grid_of(order: tuple[str, ...], heads: tuple[str, ...], behind: tuple[str, ...]) -> Grid:
    """The form with a column for each scope; no figure stands twice."""
    rows = [["统计指标", "单位", *heads, *behind]]
    for n, item in enumerate(list_tables()[0].items):
        figures = [str(figure(scope, n)) for scope in order]
        rows.append([item.label, "件", *figures, *("" for _ in behind)])
    cells = [GridCell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(cells), 1)


def wrong(grid: Grid) -> list[object]:
    """Cells with another figure than the row's in its scope, unless less sure."""
    places = {item.code: n for n, item in enumerate(list_tables()[0].items)}
    return [
        (scope, cell)
        for scope in LEAST
        for segment in read_grids([grid], scope)
        for cell in segment.cells
        if cell.value is not None
        and cell.value != figure(scope, places[cell.item])
        and not (cell.confidence < 0.9 and segment.problems)
    ]


@pytest.mark.parametrize("change", CHANGES, ids=[c.__name__ for c in CHANGES])
@NOISE
@given(
    seed=st.integers(0, 2**32),
    order=st.permutations(("own", "consolidated")),
    behind=st.sampled_from([(), ("备注",)]),
)
def test_noise_mixes_no_scopes(
    change: Change, seed: int, order: list[str], behind: tuple[str, ...]
) -> None:
    grid = grid_of(tuple(order), tuple(HEADS[s] for s in order), behind)
    assert not wrong(grid)
    assert not wrong(change(grid, random.Random(seed)))


@pytest.mark.parametrize(
    ("first", "second", "scopes"),
    [
        ("本级", "汇总", ["own", "consolidated"]),
        ("其中：本级", "合计", ["own", "consolidated"]),
        ("市本级", "全市", ["own", "consolidated"]),
        ("统计数（局机关）", "统计数（汇总）", ["own", "consolidated"]),
        ("其中：本级", "统计数", ["own", "consolidated"]),
        ("本级", "统计数", ["own"]),
        ("本级", "下属单位", ["own"]),
        ("汇总", "本级", ["unknown"]),  # the agency's own would be more than all together
        ("本级", "市本级", ["unknown"]),
        ("统计数", "上年数", ["unknown"]),
        ("市直", "县区", ["unknown"]),
    ],
)
def test_heads_tell_whose_figures_stand_below(first: str, second: str, scopes: list[str]) -> None:
    found = extract_all(statistics.html(statistics.of_two_scopes(first, second)))
    assert [e.scope for e in found] == scopes


def test_a_figure_that_both_columns_share_is_of_neither() -> None:
    head, first, second, *rest = statistics.of_two_scopes("本级", "汇总")
    label, unit, figure, _ = second
    table = (head, first, (label, unit, Box(figure.text, columns=2)), *rest)
    for extraction in extract_all(statistics.html(table)):
        assert "proactive.items" not in {c.item for c in extraction.cells}
        assert "ambiguous" in {p.code for p in extraction.problems}


def captioned(first: str, second: str, *more: str) -> list[str]:
    """Scopes of the reports in a page with a table of either scope below these captions."""
    both = statistics.of_two_scopes("统计数", "统计数")
    own = tuple(row[:3] for row in both)
    everybody = tuple((*row[:2], row[3]) for row in both)
    parts = [f"<p>{first}</p>", render_grid(own), f"<p>{second}</p>", render_grid(everybody)]
    return [e.scope for e in extract_all(statistics.page(*parts, *more))]


def test_tables_below_captions_of_two_scopes_are_two_reports() -> None:
    name = "政府信息公开情况统计表"
    assert captioned(f"附件1：{name}（本级）", f"附件2：{name}（汇总）") == [
        "own",
        "consolidated",
    ]


def test_captions_that_do_not_tell_tables_apart_leave_them_together() -> None:
    third = render_grid(tuple(row[:3] for row in statistics.of_two_scopes("统计数", "统计数")))
    third = third.replace(">20<", ">19<")
    assert captioned("附件1（本级）", "附件2") == ["unknown"]
    assert captioned("（汇总）", "（本级）") == ["unknown"], "all together would be fewer"
    assert captioned("附件1（本级）", "附件2（汇总）", third) == ["unknown"], "three tables"
