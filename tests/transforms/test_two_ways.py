"""Text that is read by its words' order and by their columns: what both do not say is unsure."""

from __future__ import annotations

from tests.corpus.cases.flattened_blanks import lines
from tests.corpus.cases.text_columns import document
from transforms.extract import extract
from transforms.extraction import Cell
from transforms.figures import Figures
from transforms.readers.text_columns import in_columns
from transforms.two_ways import of_two_ways

PROBLEMS = extract("\n".join(lines(blanks=False)).encode()).problems


def _figures(*changed: tuple[str, float]) -> Figures:
    """The figures of a report, some of its requests' totals others, problems as of a lossy text."""
    found = extract(document(1))
    values = dict(changed)
    cells = [
        c._replace(value=values[c.item]) if c.breakdown == "total" and c.item in values else c
        for c in found.cells
    ]
    return Figures(tuple(cells), (), PROBLEMS)


def _cell(figures: Figures, item: str) -> Cell:
    return next(c for c in figures.cells if (c.item, c.breakdown) == (item, "total"))


def test_what_the_ways_read_otherwise_is_doubted() -> None:
    found = of_two_ways(_figures(("concluded", 5.0)), _figures())
    assert _cell(found, "concluded").confidence < 0.9
    assert _cell(found, "concluded").confidence < _cell(found, "carried_in").confidence


def test_figures_told_by_order_are_unsure_where_a_table_is_missing() -> None:
    text = "\n".join(lines(blanks=False))
    found = extract(text[: text.index("四、政府信息公开行政复议")].encode())
    assert any(p.code == "tables_missing" for p in found.problems)
    assert all(c.confidence < 0.9 for c in found.cells if "paragraph" in c.locator)


def test_cells_name_the_line_they_stand_on() -> None:
    text = document(2).decode()
    cell = next(c for grid in in_columns(text) for c in grid.cells if c.text == "9015")
    line = text.splitlines()[cell.locator["line"] - 1]
    assert line.endswith("9015")


def test_a_text_without_columns_is_read_in_one_way() -> None:
    assert not in_columns("\n".join(lines(blanks=True)))
