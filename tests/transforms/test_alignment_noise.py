"""Noise on every table of every form: what comes out is right or absent, never shifted.

Rows dropped and doubled, up to a third of each label's characters replaced, decoy rows and columns
put in anywhere. A figure under a wrong name may come out only if it is announced: with less
confidence, and a problem beside it.
"""

from __future__ import annotations

import random
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.alignment import read_grids
from transforms.blocks import Grid, GridCell
from transforms.forms import Item, Table, headed_tables, list_tables, tables

Key = tuple[str, str]  # item, breakdown
Line = list[str]

REQUESTS = next(t for t in tables() if t.topic == "requests")
CODES = [b.code for b in REQUESTS.breakdowns]
DECOYS = [
    "其中：网上申请",
    "工作秘密",
    "备注",
    "小计",
    "涉及商业机密",
    "上年同期",
    "政务客户端公开信息数",
]
DECOY_HEADS = ["备注", "上年同期", "序号", "同比", "完成情况"]
FORMS = [(t, form) for t in tables() for form in t.forms]
IDS = [f"{t.topic}-{form}" for t, form in FORMS]
NOISE = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def printed(table: Table, item: Item, breakdown: str) -> str:
    """A figure that no other cell has."""
    columns = [b.code for b in table.breakdowns]
    return str(1000 + 20 * table.items.index(item) + columns.index(breakdown))


def items_of(table: Table, form: str) -> list[Item]:
    """Rows of one form; of a row and those that it stands for, the latter."""
    kept = [i for i in table.items if form in i.forms]
    whole = {i.code for i in kept if i.instead_of and set(i.instead_of) & {k.code for k in kept}}
    return [i for i in kept if i.code not in whole]


def truth(table: Table, form: str) -> dict[Key, str]:
    """The figure of every cell."""
    return {(i.code, b): printed(table, i, b) for i in items_of(table, form) for b in i.breakdowns}


def parts(table: Table, form: str) -> list[tuple[list[Line], list[Line]]]:
    """(heads, rows) of each part of a table that has heads of its own."""
    items = items_of(table, form)
    if table.layout == "columns":
        named = [(i, table.breakdown(b)) for i in items for b in i.breakdowns]
        heads = [[i.label for i, _ in named], [b.label for _, b in named]]
        return [(heads, [[printed(table, i, b.code) for i, b in named]])]
    if table.layout == "list":
        code = table.breakdowns[0].code
        rows = [[i.label, "件", printed(table, i, code)] for i in items]
        return [([["统计指标", "单位", table.breakdowns[0].label]], rows)]
    found = []
    for breakdowns, members in groupby(items, key=lambda i: i.breakdowns):
        head = ["项目", *(table.breakdown(b).label for b in breakdowns)]
        rows = [[i.label, *(printed(table, i, b) for b in breakdowns)] for i in members]
        found.append(([head], rows))
    return found


def corrupted(label: str, chance: random.Random) -> str:
    """A label with up to a third of its characters replaced."""
    letters = list(label)
    for place in chance.sample(range(len(letters)), len(letters) // 3):
        letters[place] = chance.choice("某甲乙丙丁戊口日目田")
    return "".join(letters)


def grid_of(rows: list[Line], index: int = 1) -> Grid:
    """A grid of texts."""
    cells = [GridCell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(cells), index)


def noisy_rows(rows: list[Line], chance: random.Random, level: float) -> list[Line]:
    """Rows dropped, doubled with other figures, relabelled, and decoys between them."""
    kept = [list(row) for row in rows if chance.random() > level / 2]
    for row in kept:
        if chance.random() < level and not row[0].isdigit():
            row[0] = corrupted(row[0], chance)
    for row in list(kept):
        if chance.random() < level / 10:
            twin = [str(int(t) + 5000) if t.isdigit() else t for t in row]
            kept.insert(chance.randint(0, len(kept)), twin)
    for _ in range(chance.randint(0, round(4 * level))):
        width = len(rows[0]) - 1
        decoy = [chance.choice(DECOYS), *(str(chance.randint(6000, 9000)) for _ in range(width))]
        kept.insert(chance.randint(0, len(kept)), decoy)
    return kept


def with_decoy_column(
    heads: list[Line], rows: list[Line], chance: random.Random
) -> tuple[list[Line], list[Line]]:
    """A column that no form has, with figures, anywhere behind the labels."""
    place = chance.randint(1, len(heads[0]))
    name = chance.choice(DECOY_HEADS)
    heads = [[*head[:place], name, *head[place:]] for head in heads]
    figure = lambda: str(chance.randint(6000, 9000))  # noqa: E731
    return heads, [[*row[:place], figure(), *row[place:]] for row in rows]


def noisy(table: Table, form: str, seed: int, level: float) -> Grid:
    """One grid with the whole table, noise all over it."""
    chance = random.Random(seed)
    rows: list[Line] = []
    for heads, body in parts(table, form):
        body_ = noisy_rows(body, chance, level)
        if chance.random() < level / 2:
            heads, body_ = with_decoy_column(heads, body_, chance)
        if chance.random() < level / 2:
            heads = [[corrupted(text, chance) for text in head] for head in heads]
        rows += [*heads, *body_]
    return grid_of(rows)


@pytest.mark.parametrize(("table", "form"), FORMS, ids=IDS)
@NOISE
@given(seed=st.integers(0, 2**32), level=st.sampled_from([0.1, 0.4, 0.8]))
def test_values_are_right_or_absent_or_announced_never_shifted(
    table: Table, form: str, seed: int, level: float
) -> None:
    expected = truth(table, form)
    for segment in read_grids([noisy(table, form, seed, level)]):
        for cell in segment.cells:
            wrong = cell.raw != expected.get((cell.item, cell.breakdown))
            announced = cell.confidence < 0.9 and bool(segment.problems)
            assert not wrong or announced, (cell.item, cell.breakdown, cell.raw)


@pytest.mark.parametrize(("table", "form"), FORMS, ids=IDS)
def test_without_noise_every_value_is_there(table: Table, form: str) -> None:
    segments = read_grids([noisy(table, form, 0, 0.0)])
    found = {(c.item, c.breakdown): c.raw for s in segments for c in s.cells}
    assert found == truth(table, form)


def test_every_form_is_under_noise() -> None:
    assert {t.topic for t, _ in FORMS} == {t.topic for t in (*headed_tables(), *list_tables())}


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(len(CODES))))
def test_figures_follow_their_column_heads_wherever_they_stand(order: list[int]) -> None:
    ((heads, body),) = parts(REQUESTS, "2021")
    rows = [[row[0], *(row[1 + place] for place in order)] for row in [*heads, *body]]
    for segment in read_grids([grid_of(rows)]):
        for cell in segment.cells:
            assert cell.raw == printed(REQUESTS, REQUESTS.item(cell.item), cell.breakdown)
