"""Columns that number the rows: their numbers are no figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.blocks import Entry
from transforms.forms import Table
from transforms.tables.labels import plain

_FEWEST = 4  # numbers one up from the last, in so many rows, count the rows

Rows = Sequence[Sequence[Entry]]


def numbers_rows(table: Table, column: Sequence[Entry], head: str) -> bool:
    """Whether a column counts the rows: its head says so, or each number is one up."""
    if plain(head) in {plain(s) for s in table.serials}:
        return True
    texts = [t for e in column if (t := e.cell.text.strip())]
    if len(texts) < _FEWEST or not all(t.isdecimal() for t in texts):
        return False
    return all(int(b) == int(a) + 1 for a, b in pairwise(texts))


def without_first_serials(table: Table, head: Rows, body: list[list[Entry]]) -> list[list[Entry]]:
    """The rows without a first column that counts them, if there is one.

    A cell that reaches beyond that column is a caption or a label, and stays.
    """
    label = next((e.cell.text for row in head for e in row if e.start == 0 and e.stop == 1), "")
    own = [e for row in body for e in row if e.own and e.start == 0]
    if not numbers_rows(table, own, label):
        return body
    return [[e for e in row if e.stop > 1] for row in body]
