"""A figure that is merged over several rows is nobody's for sure."""

from __future__ import annotations

from tests.transforms.named import cells_by_name
from transforms.extract import extract

SURE = 0.9


def _page(rows: str) -> bytes:
    heads = "<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数</tr>"
    return f"<html><body><table>{heads}{rows}</table></body></html>".encode()


def test_figure_over_two_rows_is_doubted() -> None:
    page = _page("<tr><td>规章<td rowspan=2>3<td>0<td>5</tr><tr><td>行政规范性文件<td>1<td>9</tr>")
    extraction = extract(page)
    shared = cells_by_name(extraction.cells)["proactive/regulations/issued"]
    assert shared.confidence < SURE
    assert "proactive/normative_documents/issued" not in cells_by_name(extraction.cells)
    assert "ambiguous" in {p.code for p in extraction.problems}


def test_figure_over_an_empty_row_is_not() -> None:
    page = _page(
        "<tr><td rowspan=2>规章<td rowspan=2>3<td rowspan=2>0<td rowspan=2>5</tr><tr></tr>"
        "<tr><td>行政规范性文件<td>4<td>1<td>9</tr>"
    )
    cells = cells_by_name(extract(page).cells)
    assert cells["proactive/regulations/issued"].confidence == 1
    assert cells["proactive/normative_documents/in_force"].value == 9
