"""Noise on tables as pages print them, spans and groups included: right, absent or announced.

GONGKAI_NOISE sets how many examples are tried.
"""

from __future__ import annotations

import os
import random
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sample_portals import render_html
from sample_portals.figures import Report
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021
from tests.transforms.grid_noise import CHANGES, Change
from transforms.blocks import Grid
from transforms.figures import figures
from transforms.readers import html

Key = tuple[str, str, str]

REPORTS = {"2021": DISTINCT_2021, "2019": DISTINCT_2019}
EXAMPLES = int(os.environ.get("GONGKAI_NOISE", "20"))
NOISE = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def grids_of(report: Report) -> list[Grid]:
    """The report's tables, as its page has them."""
    page = f"<html><body>{render_html.article(report)}</body></html>"
    return [block for block in html.read(page.encode()).blocks if isinstance(block, Grid)]


@cache
def sound(form: str) -> tuple[tuple[Grid, ...], dict[Key, str]]:
    """Tables, and what each cell prints, without noise; no figure stands twice."""
    grids = grids_of(REPORTS[form])
    cells = figures(grids, [], 2023).cells
    return tuple(grids), {(c.topic, c.item, c.breakdown): c.raw for c in cells}


@pytest.mark.parametrize("form", sorted(REPORTS))
@pytest.mark.parametrize("change", CHANGES, ids=[c.__name__ for c in CHANGES])
@NOISE
@given(seed=st.integers(0, 2**32), table=st.sampled_from([0, 1, 1, 2]))
def test_no_figure_comes_out_under_another_name(
    change: Change, form: str, seed: int, table: int
) -> None:
    grids, printed = sound(form)
    noisy = [*grids]
    noisy[table] = change(noisy[table], random.Random(seed))
    found = figures(noisy, [], 2023)
    for cell in found.cells:
        if cell.value is not None and cell.raw != printed[cell.topic, cell.item, cell.breakdown]:
            assert cell.confidence < 0.9, (seed, cell)
            assert found.problems


@pytest.mark.parametrize("form", sorted(REPORTS))
@NOISE
@given(seed=st.integers(0, 2**32), changes=st.lists(st.sampled_from(CHANGES[:5]), max_size=2))
def test_two_changes_are_no_worse_than_one(form: str, seed: int, changes: list[Change]) -> None:
    grids, printed = sound(form)
    chance = random.Random(seed)
    noisy = [*grids]
    for change in changes:
        noisy[1] = change(noisy[1], chance)
    figures_printed = {c.text for grid in noisy for c in grid.cells}
    for cell in figures(noisy, [], 2023).cells:
        right = printed[cell.topic, cell.item, cell.breakdown]
        if cell.value is not None and cell.raw != right and right in figures_printed:
            assert cell.confidence < 0.9, (seed, cell)
