"""Tables whose right columns stand on another page: every cell is shown where it is printed."""

from __future__ import annotations

from tests.corpus.cases.pdf_wide import across
from transforms.extract import extract


def test_a_cell_set_beside_others_keeps_its_own_page() -> None:
    cells = {(c.item, c.breakdown): c for c in extract(across()).cells if c.topic == "requests"}
    first, last = cells["granted", "natural_person"], cells["granted", "total"]
    assert (first.locator["page"], last.locator["page"]) == (2, 3)
    assert first.locator["box"][1::2] == last.locator["box"][1::2]
    assert last.locator["box"][2] < first.locator["box"][2] + 240
