"""What a page break cut is whole again: a row, its label, its figures."""

from __future__ import annotations

from transforms.blocks import Grid, GridCell
from transforms.tables.page_breaks import mend

HEADS = ("信息内容", "本年制发件数", "本年废止件数")


def _mended(*rows: tuple[str, ...], first_on_page: int) -> list[list[str]]:
    cells = tuple(
        GridCell(text, r, column) for r, row in enumerate(rows) for column, text in enumerate(row)
    )
    grid = Grid(cells, 1)
    return [[e.cell.text for e in row] for row in mend(grid.rows(), frozenset({first_on_page}))]


def test_row_cut_below_a_repeated_head() -> None:
    rows = _mended(HEADS, ("1.属于国家", "501", "502"), HEADS, ("秘密", "", ""), first_on_page=2)
    assert rows == [list(HEADS), ["1.属于国家秘密", "501", "502"]]


def test_repeated_head_between_whole_rows_is_no_row() -> None:
    rows = _mended(HEADS, ("规章", "1", "2"), HEADS, ("行政规范性文件", "3", "4"), first_on_page=2)
    assert rows == [list(HEADS), ["规章", "1", "2"], ["行政规范性文件", "3", "4"]]


def test_head_of_another_table_stays() -> None:
    rows = _mended(HEADS, ("规章", "1", "2"), HEADS, ("规章", "3", "4"), first_on_page=2)
    assert len(rows) == 4


def test_line_of_heads_cut_through_its_labels() -> None:
    upper, lower = ("结果\n", "结果\n", "总计"), ("维持", "纠正", "")
    rows = _mended(upper, lower, ("1", "2", "3"), first_on_page=1)
    assert rows[0] == ["结果\n维持", "结果\n纠正", "总计"]


def test_rest_of_a_note_beside_the_heads_is_no_row() -> None:
    cells = (
        GridCell("本列数据的勾稽关系：第一项加第二项之", 0, 0, row_span=2),
        GridCell("申请人情况", 0, 1, column_span=2),
        GridCell("自然人", 1, 1),
        GridCell("总计", 1, 2),
        GridCell("和", 2, 0),
        *(GridCell("", 2, column) for column in (1, 2)),
        *(GridCell(text, 3, column) for column, text in enumerate(("新收", "1", "2"))),
    )
    rows = mend(Grid(cells, 1).rows(), frozenset({2}))
    assert [[e.cell.text for e in row if e.own] for row in rows][1:] == [
        ["自然人", "总计"],
        ["新收", "1", "2"],
    ]


def test_label_that_no_form_has_is_put_together_too() -> None:
    rows = _mended(HEADS, ("本地自行增加的", "5", "6"), ("一行", "", ""), first_on_page=2)
    assert rows[1:] == [["本地自行增加的一行", "5", "6"]]


def test_figures_cut_themselves_are_put_together_and_doubted() -> None:
    cells = [
        GridCell(text, row, column)
        for row, texts in enumerate((HEADS, ("规章", "900", "900"), ("", "1", "2")))
        for column, text in enumerate(texts)
    ]
    _, row = mend(Grid(tuple(cells), 1).rows(), frozenset({2}))
    assert [e.cell.text for e in row] == ["规章", "9001", "9002"]
    assert all(e.cell.confidence < 0.9 for e in row[1:])


def test_figures_with_separators_cut_themselves_make_no_number() -> None:
    rows = _mended(HEADS, ("规章", "1,900", "0"), ("", "1", "2"), first_on_page=2)
    assert rows[1:] == [["规章", "1,900\n1", "0\n2"]]


def test_sign_below_heads_at_a_page_break_is_no_end_of_theirs() -> None:
    heads = ("结果维持", "尚未审结", "总计")
    rows = _mended(heads, ("3", "/", "3"), first_on_page=1)
    assert rows == [list(heads), ["3", "/", "3"]]


def test_whole_label_below_a_note_that_hangs_beside_the_heads() -> None:
    label = "本年新收政府信息公开申请数量"
    heads = ("（本列数据的勾稽关系为：第一项加第二项之和）", "自然人", "总计")
    rows = _mended(heads, (label, "1", "2"), first_on_page=1)
    assert rows == [list(heads), [label, "1", "2"]]


def test_number_of_a_label_above_its_words() -> None:
    for words in ("重复申请", "重复审请"):
        rows = _mended(HEADS, ("2、", "5", "6"), (words, "", ""), first_on_page=2)
        assert rows[1:] == [[f"2、{words}", "5", "6"]]


def test_figures_on_both_sides_of_a_break() -> None:
    upper, lower = ("行政规范性文件", "5", ""), ("", "", "6")
    assert _mended(HEADS, upper, lower, first_on_page=2)[1:] == [["行政规范性文件", "5", "6"]]


def test_figures_cut_beside_a_group_that_was_cut_too() -> None:
    heads = ("", "", "自然人", "总计")
    upper, lower = ("三", "（一）予以公开", "561", "562"), ("、本年度办理结果", "", "9", "1")
    (*_, row) = _mended(heads, upper, lower, first_on_page=2)
    assert row == ["三、本年度办理结果", "（一）予以公开", "5619", "5621"]


def test_units_of_two_rows_make_no_label() -> None:
    rows = [("设置政府信息公开查阅点数", "个", "6"), ("从事政府信息公开工作人员数", "人", "7")]
    assert _mended(("统计指标", "单位", "统计数"), *rows, first_on_page=2)[1:] == [*map(list, rows)]


def test_figure_cut_before_its_last_digit_and_unit_is_no_number() -> None:
    rows = _mended(HEADS, ("规章", "675", "675件"), ("", "2件", ""), first_on_page=2)
    assert rows[1:] == [["规章", "675\n2件", "675件"]]


def test_blank_below_a_head_is_the_figure_of_its_row() -> None:
    heads, row = ("信息内容", "本年收费金额（单位：万元）"), ("行政事业性收费", "")
    assert _mended(heads, row, first_on_page=1) == [list(heads), list(row)]


def test_head_cut_before_a_last_word_that_is_a_unit_too() -> None:
    (row, *_) = _mended(("自然", "总计"), ("人", ""), ("1", "2"), first_on_page=1)
    assert row == ["自然人", "总计"]


def test_chapter_below_a_dash_is_a_row_of_its_own() -> None:
    heads, fees = ("统计指标", "单位", "统计数"), "七、依申请公开信息收取的费用"
    for sign in ("——", "/", "5"):
        for last in ("——", ""):
            rows = [(fees, "万元", sign), ("八、机构建设和保障经费情况", last, "")]
            assert _mended(heads, *rows, first_on_page=2)[1:] == [*map(list, rows)]


def test_dashes_cut_off_their_label_stand_beside_it() -> None:
    rows = _mended(HEADS, ("行政规范性文件", "", ""), ("", "—", "—"), first_on_page=2)
    assert rows[1:] == [["行政规范性文件", "—", "—"]]


def test_rows_of_nothing_on_both_sides_of_a_break_are_two() -> None:
    rows = _mended(HEADS, ("规章", "无", "无"), ("行政规范性文件", "无", "无"), first_on_page=2)
    assert rows[1:] == [["规章", "无", "无"], ["行政规范性文件", "无", "无"]]


def _unsure(*lower: str) -> list[str]:
    """The figures of a row that are doubted for what the row behind the page's end says."""
    rows = (("2.其他法律行政法规禁止公开", "6", "759", "45", "1"), lower)
    cells = tuple(GridCell(t, r, c) for r, row in enumerate(rows) for c, t in enumerate(row))
    row = mend(Grid(cells, 1).rows(), frozenset({1}))[0]
    return [e.cell.text for e in row if e.cell.confidence < 0.9]


def test_figures_below_which_a_row_of_none_has_the_rest_are_unsure() -> None:
    assert _unsure("不予公开", "", "", "47", "714") == ["45", "1"]


def test_figures_above_a_row_of_the_form_are_sure() -> None:
    assert not _unsure("3.危及“三安全一稳定”", "", "", "47", "714")


def test_label_of_a_group_beside_the_rest_of_figures_names_no_row() -> None:
    rows = (
        ("（", "1.申请人无正当理由逾期不", "0", "79", "7904", "5"),
        ("六）其他处理", "补正、行政机关不再处理其政府信息公开申请", "", "04", "", ""),
    )
    cells = tuple(GridCell(t, r, c) for r, row in enumerate(rows) for c, t in enumerate(row))
    row = mend(Grid(cells, 1).rows(), frozenset({1}))[0]
    assert all(
        e.cell.confidence < 0.9 for e in row if e.cell.text.startswith("79") and e.start == 3
    )
