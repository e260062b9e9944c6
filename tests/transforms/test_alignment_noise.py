"""Noise on any form: what comes out of the requests and review tables is right or absent."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.alignment import read_grids
from transforms.blocks import Grid, GridCell
from transforms.forms import Item, Table, tables

REQUESTS = next(t for t in tables() if t.topic == "requests")
ITEMS = [i for i in REQUESTS.items if "2021" in i.forms and not i.instead_of]
CODES = [b.code for b in REQUESTS.breakdowns]
DECOYS = ["其中：网上申请", "工作秘密", "备注", "小计", "涉及商业秘密", "上年同期"]


def printed(item: Item) -> list[str]:
    """Figures that no other row or column has."""
    row = REQUESTS.items.index(item)
    return [str(1000 + 10 * row + column) for column in range(len(CODES))]


def rows_of(table: Table) -> list[list[str]]:
    head = ["项目", *(b.label for b in table.breakdowns)]
    return [head, *([i.label, *printed(i)] for i in ITEMS)]


def corrupted(label: str, chance: random.Random) -> str:
    """A label with up to a third of its characters replaced."""
    letters = list(label)
    for place in chance.sample(range(len(letters)), len(letters) // 3):
        letters[place] = chance.choice("某甲乙丙丁戊口日目田")
    return "".join(letters)


def grid_of(rows: list[list[str]], index: int = 1) -> Grid:
    cells = [GridCell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(cells), index)


@st.composite
def noisy(draw: st.DrawFn) -> list[list[str]]:
    chance = random.Random(draw(st.integers(0, 2**32)))
    head, *body = rows_of(REQUESTS)
    body = [row for row in body if chance.random() > draw(st.sampled_from([0, 0.1, 0.4]))]
    if draw(st.booleans()):
        body = [
            [corrupted(row[0], chance) if chance.random() < 0.5 else row[0], *row[1:]]
            for row in body
        ]
    for _ in range(draw(st.integers(0, 3))):
        decoy = [chance.choice(DECOYS), *(str(chance.randint(5000, 9000)) for _ in CODES)]
        body.insert(chance.randint(0, len(body)), decoy)
    if body and draw(st.booleans()):
        place = chance.randrange(len(body))
        body.insert(place, [body[place][0], *(str(int(f) + 5000) for f in body[place][1:])])
    return [head, *body]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(noisy())
def test_values_are_right_or_absent_or_announced_never_shifted(rows: list[list[str]]) -> None:
    truth = {i.code: printed(i) for i in ITEMS}
    for segment in read_grids([grid_of(rows)]):
        for cell in segment.cells:
            right = truth.get(cell.item, [""] * len(CODES))[CODES.index(cell.breakdown)]
            wrong = cell.raw != right
            announced = cell.confidence < 0.9 and bool(segment.problems)
            assert not wrong or announced, (cell.item, cell.breakdown, cell.raw, right)


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(len(CODES))))
def test_figures_follow_their_column_heads_wherever_they_stand(order: list[int]) -> None:
    rows = [[row[0], *(row[1 + place] for place in order)] for row in rows_of(REQUESTS)]
    for segment in read_grids([grid_of(rows)]):
        for cell in segment.cells:
            expected = printed(REQUESTS.item(cell.item))[CODES.index(cell.breakdown)]
            assert cell.raw == expected
