"""Rows that may have slid under their heads, though every figure fits where it stands."""

from __future__ import annotations

from sample_portals.tables import Box, Row
from tests.corpus.documents import (
    DISTINCT_2019,
    change_rows,
    figures_of,
    html_page,
    labels_of,
)
from transforms.extract import extract


def _confidences(page: bytes, topic: str, item: str) -> set[float]:
    return {c.confidence for c in extract(page).cells if (c.topic, c.item) == (topic, item)}


def test_blank_in_a_row_that_does_not_add_up_makes_it_less_sure() -> None:
    def slid(row: Row) -> tuple[Row, ...]:
        values = figures_of(row)
        return ((*labels_of(row), values[0], Box(""), *values[1:-1]),)

    page = html_page(bends={"requests": change_rows("保护第三方", slid)})
    assert max(_confidences(page, "requests", "denied.third_party")) < 0.9
    assert _confidences(page, "requests", "denied.state_secret") == {1.0}


def test_nothing_before_an_amount_with_a_blank_behind_it_is_less_sure() -> None:
    """政府集中采购 | 0 | 12 | blank: 12 may be the projects', and the amount blank."""

    def pushed(row: Row) -> tuple[Row, ...]:
        return ((*labels_of(row), Box("0"), Box("12"), Box("")),)

    page = html_page(DISTINCT_2019, {"proactive": change_rows("政府集中采购", pushed)})
    assert max(_confidences(page, "proactive", "procurement")) < 0.9
