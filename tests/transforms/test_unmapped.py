"""What no form names is kept, with its labels and its value."""

from __future__ import annotations

from dataclasses import replace

from sample_portals.render_html import render_grid
from sample_portals.tables import Grid
from tests.corpus.bends import inserted, taller
from tests.corpus.cases import local, statistics
from tests.corpus.documents import html_page, in_turn, relabel
from tests.corpus.statistics import grid, html, html_of, indicators, page
from transforms.extract import extract


def test_both_columns_of_a_local_form_are_kept_with_their_heads() -> None:
    cells = extract(local.html(local.two_columns())).unmapped_cells
    found = {(c.label_row, c.label_column): c.value for c in cells}
    expected = {}
    for label, _, year, total in local.INDICATORS:
        expected[label, "2009年度"] = float(year)
        expected[label, "历年累计"] = float(total)
    assert found == expected


def test_codes_of_a_local_form_are_no_figures() -> None:
    cells = extract(local.html(local.coded())).unmapped_cells
    assert {c.label_column for c in cells} == {"本期实际", "本年累计"}
    assert len(cells) == 2 * len(local.INDICATORS)
    assert all(c.locator for c in cells)


def test_local_indicators_without_the_word_for_number_are_known() -> None:
    heads, *rows = local.two_columns()
    short = [(replace(label, text=label.text.removesuffix("数")), *rest) for label, *rest in rows]
    cells = extract(local.html((heads, *short))).unmapped_cells
    assert len(cells) == 2 * len(local.INDICATORS)


def test_rows_that_a_province_added_are_kept() -> None:
    found = extract(html_of(statistics.extra_rows)).unmapped_cells
    assert {(c.label_row, c.value) for c in found} == {
        ("5.政务客户端公开政府信息数", 4711.0),
        ("5.12345热线申请数", 4712.0),
    }


def test_last_years_column_is_kept() -> None:
    found = extract(html(statistics.with_last_year())).unmapped_cells
    assert {c.label_column for c in found} == {"上年度"}
    assert len(found) == 58


def test_row_of_a_statutory_table_that_no_form_has_is_kept_under_its_columns() -> None:
    extra = inserted("2.重复申请", "咨询类申请", "66")
    bend = in_turn(extra, taller("（五）", 1), taller("三、本", 1))
    found = extract(html_page(bends={"requests": bend}))
    kept = [(c.label_row, c.label_column, c.value) for c in found.unmapped_cells]
    assert len(kept) == 7
    assert ("咨询类申请", "科研机构", 66.0) in kept


def test_of_two_years_beside_each_other_the_later_is_the_reports() -> None:
    extraction = extract(html(statistics.two_years()))
    assert {c.label_column for c in extraction.unmapped_cells} == {"2015年"}
    assert {c.label_breakdown for c in extraction.cells} == {"2016年"}


def test_rows_above_a_lists_first_are_kept() -> None:
    directory = ("信息公开目录更新数", "条", "4713")
    found = extract(html(grid((directory, *indicators())))).unmapped_cells
    assert [(c.label_row, c.label_column, c.value) for c in found] == [
        (directory[0], "统计数", 4713.0)
    ]


def test_first_row_of_a_list_that_no_form_names_is_kept() -> None:
    chapter, first, *rest = indicators()
    found = extract(html(grid((chapter, ("公开目录数", *first[1:]), *rest)))).unmapped_cells
    assert [(c.label_row, c.raw) for c in found] == [("公开目录数", first[2])]


def test_figures_that_cannot_be_told_apart_are_kept() -> None:
    heads = in_turn(relabel("本年制发件数", "本年"), relabel("本年废止件数", "本年"))
    extraction = extract(html_page(bends={"proactive": heads}))
    assert {c.item for c in extraction.cells}.isdisjoint({"regulations", "normative_documents"})
    assert [c.label_row for c in extraction.unmapped_cells] == ["规章"] * 3 + ["行政规范性文件"] * 3


def test_two_lines_under_one_header_are_kept() -> None:
    def doubled(drawing: Grid) -> Grid:
        return (*drawing, tuple(replace(box, text=f"7{box.text}") for box in drawing[-1]))

    found = extract(html_page(bends={"review": doubled})).unmapped_cells
    assert len(found) == 30
    assert {c.label_column for c in found} >= {"行政复议 结果维持", "复议后起诉 总计"}


def test_tables_of_a_quarter_are_no_annual_report() -> None:
    title = "示例县水利局2016年第三季度政府信息公开情况统计表"
    extraction = extract(page(render_grid(grid(indicators())), title=title, opening="填报单位："))
    assert not extraction.is_report
