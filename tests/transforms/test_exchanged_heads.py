"""Columns in another order than the form's: believed, unless the form's order alone adds up."""

from __future__ import annotations

from dataclasses import replace

from sample_portals.figures import report
from sample_portals.tables import Grid
from tests.corpus.bends import drawn
from tests.corpus.documents import figures_of, html_page, labels_of
from transforms.extract import extract
from transforms.extraction import Extraction

SOUND = report("huaian_2024")  # its figures add up
_HEADS = 3


def _read(table: Grid) -> Extraction:
    return extract(html_page(SOUND, bends={"requests": lambda _: table}))


def _total_first(table: Grid) -> Grid:
    """The heads as they are where 申请人情况 is missing: 总计 is before the others."""
    (note, _), (natural, groups, total), leaves = table[:_HEADS]
    return ((note, replace(total, rows=_HEADS)), (natural, groups), leaves, *table[_HEADS:])


def test_heads_that_slid_are_doubted() -> None:
    found = _read(_total_first(drawn("requests", SOUND)))
    assert "ambiguous" in {p.code for p in found.problems}
    assert all(c.confidence < 0.9 for c in found.cells if c.topic == "requests")


def test_columns_in_another_order_are_read_below_their_heads() -> None:
    table = _total_first(drawn("requests", SOUND))
    rows = [(*labels_of(r), figures_of(r)[-1], *figures_of(r)[:-1]) for r in table[_HEADS:]]
    found = _read((*table[:_HEADS], *rows))
    usual = {(c.item, c.breakdown): c.value for c in extract(html_page(SOUND)).cells}
    assert not found.problems
    assert {(c.item, c.breakdown): c.value for c in found.cells} == usual


def test_heads_that_slid_are_doubted_though_zeros_stood_below_them_before() -> None:
    """Layouts that were met before are read as they were then, unless the figures have a say."""
    table = _total_first(drawn("requests", SOUND))
    zeros = tuple(
        tuple(replace(box, text="0") if box.is_value else box for box in row) for row in table
    )
    for _ in range(3):
        _read(zeros)
    assert "ambiguous" in {p.code for p in _read(table).problems}
