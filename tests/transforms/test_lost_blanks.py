"""Where figures stand whose neighbours are blank and left no trace: only the sums may tell."""

from __future__ import annotations

import random

import pytest

from tests.corpus.case import Value
from tests.corpus.cases.flattened_blanks import COLUMNS, FULL, ROWS, a_cell_a_line, expected
from transforms.extract import extract
from transforms.forms import headed_tables
from transforms.tables.lost_blanks import told_columns

REQUESTS = next(t for t in headed_tables() if t.topic == "requests")


def told(received: tuple[float, ...], granted: tuple[float, ...]) -> dict[int, int | None]:
    """What is told of `granted`, in a table with nothing else."""
    empty: tuple[float, ...] = ()
    rows = dict.fromkeys(ROWS, empty) | {"received": received, "concluded": received}
    return told_columns(REQUESTS, COLUMNS, rows | {"granted": granted})["granted"]


def test_one_way_to_satisfy_all_sums_is_told() -> None:
    assert told((0, 0, 3, 0, 2, 0, 5), (3, 2, 5)) == {
        0: None, 1: None, 2: 0, 3: None, 4: 1, 5: None, 6: 2
    }  # fmt: skip


def test_of_several_ways_only_what_they_share_is_told() -> None:
    assert told((3, 2, 5), (3, 2, 5)) == {6: 2}


def test_a_zero_beside_blanks_is_left_open() -> None:
    assert told((0, 0, 0, 0, 0, 0, 0), (0,)) == {}


def test_sums_that_do_not_hold_tell_nothing() -> None:
    empty: tuple[float, ...] = ()
    rows = dict.fromkeys(ROWS, empty) | {"received": (1.0, 1.0), "concluded": (2.0, 2.0)}
    assert told_columns(REQUESTS, COLUMNS, rows) == {}


@pytest.mark.parametrize("seed", range(30))
def test_lines_lost_or_doubled_shift_no_figure(seed: int) -> None:
    chance = random.Random(seed)
    lines = a_cell_a_line().decode().split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith("一、本年新收"))
    last = next(n for n, line in enumerate(lines) if line.startswith("四、结转"))
    at = chance.randrange(first, last)
    lines[at : at + 1] = [lines[at]] * chance.choice([0, 2])
    known: dict[str, Value] = expected()
    found = extract("\n".join(lines).encode())
    for cell in found.cells:
        right = known.get(f"{cell.topic}/{cell.item}/{cell.breakdown}")
        if right and cell.value is not None and cell.item not in FULL:
            assert cell.value == right[0] or (cell.confidence < 0.9 and found.problems)
