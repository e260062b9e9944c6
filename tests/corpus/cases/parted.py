"""Tables whose heads, groups or last rows stand apart, and lists in which nothing is a number."""

from __future__ import annotations

import json
from dataclasses import replace

from sample_portals.tables import Box, Grid, Row, places, width
from tests.corpus import sheets
from tests.corpus.bends import LOSS, drawn
from tests.corpus.case import HERE, Case, Value
from tests.corpus.cases.portals import on_its_side
from tests.corpus.cases.shapes import ITEMS, OUTCOMES, figures, replaced
from tests.corpus.cases.text_copied import of_tables
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, figures_of, html_page, labels_of
from tests.corpus.statistics import as_xlsx, beside, grid, html, indicators

STATISTICS = "distinct_2014"
FEW, MANY = 5, 20  # rows: table 四 has fewer, table 三 more
_HEADS = 3  # rows above the figures of table 三


def groups_above(table: Grid) -> Grid:
    """Table 三 with one column of labels, those of groups on rows of their own over all columns."""
    columns = width(table) - 2
    rows: list[Row] = []
    for row in table:
        *groups, label = labels_of(row)
        if figures := figures_of(row):
            rows += [(Box(g.text, columns=columns),) for g in groups]
            rows.append((replace(label, columns=1), *figures))
        else:
            first, *others = row
            rows.append((replace(first, columns=1), *others) if first.columns == 3 else row)
    return tuple(rows)


def with_remarks(table: Grid) -> Grid:
    """Table 三 with a column of remarks at the right, in which nothing stands."""
    return tuple(
        (*row, Box("备注", rows=_HEADS)) if not y else row if y < _HEADS else (*row, Box(""))
        for y, row in enumerate(table)
    )


def heads_apart() -> bytes:
    """The heads of table 三 are a table of their own, as editors leave them to stay in sight."""
    table = with_remarks(drawn("requests", DISTINCT_2021))
    return replaced("requests", table[:_HEADS], table[_HEADS:])


def heads_without_spans(table: Grid) -> Grid:
    """总计 stands in the first row of the heads, and none of them spans anything."""
    (note, above), (natural, groups, total), leaves = table[:_HEADS]
    heads = ((note, above, total), (natural, groups), leaves)
    bare = [tuple(replace(box, rows=1, columns=1) for box in row) for row in heads]
    return (*bare, *table[_HEADS:])


def heads_slid(kept: int) -> Grid:
    """Table 四 with a column an item; the corner spans `kept` of the two rows of heads."""
    first = (Box("结果", rows=kept), Box("行政复议", rows=2), Box("行政诉讼", columns=2))
    second = (Box("未经复议直接起诉"), Box("复议后起诉"))
    by_item = [figures(item) for item in ITEMS]
    rows = ((Box(name), *row) for name, *row in zip(OUTCOMES, *by_item, strict=True))
    return (first, second, *rows)


def one_cell_more(text: str) -> Grid:
    """Table 四 with a column an item, and a cell too many in the row of 总计."""
    *rows, (label, first, *others) = heads_slid(2)
    return (*rows, (label, first, Box(text), *others[:-1], Box("-", is_value=True)))


def last_row_apart(figure: str | None = None) -> bytes:
    """四、结转下年度继续办理 is a table of its own; `figure`: what stands in all of its cells."""
    *table, last = drawn("requests", DISTINCT_2021)
    if figure is not None:
        last = tuple(replace(box, text=figure) if box.is_value else box for box in last)
    return replaced("requests", tuple(table), (last,))


def nothing_stated(more: Row = ()) -> Grid:
    """The list of 2014 with a dash for every figure; `more`: a row of a local form."""
    head, *rows = grid(tuple((label, unit, "-") for label, unit, _ in indicators()))
    return (head, *rows[:20], *([more] if more else []), *rows[20:])


def chapters_alone() -> Grid:
    """The list of 2014 with nothing beside the names of its chapters."""
    head, *rows = grid(indicators())
    return (head, *(row if row[2].text != "——" else row[:1] for row in rows))


def of_last_year_alone() -> Grid:
    """The list with a column of last year's figures, and this year's left blank."""
    rows = ((label, unit, Box(""), figure) for label, unit, figure in grid(indicators())[1:])
    return (tuple(map(Box, ("统计指标", "单位", "2016年", "2015年"))), *rows)


def summed_beside_dashes() -> Grid:
    """A dash for every figure of the year, beside the sums of all years."""
    rows = ((label, unit, Box("-"), figure) for label, unit, figure in grid(indicators())[1:])
    return (tuple(map(Box, ("统计指标", "单位", "2016年度", "历年累计"))), *rows)


def in_halves(table: Grid) -> Grid:
    """A list in two halves beside each other."""
    head, *rows = table
    half = (len(rows) + 1) // 2
    return beside((head, *rows[:half]), (head, *rows[half:]))


def one_field_too_many() -> bytes:
    """Table 三 on its side; the row of 科研机构 has a field that its heads do not have."""
    return on_its_side().replace(b"<td>203</td>", b"<td>9</td><td>203</td>", 1)


def _all_as(value: Value, topic: str, base: str) -> dict[str, Value]:
    keys = json.loads((HERE / "expected" / f"{base}.json").read_text(encoding="utf-8"))
    return {key: value for key in keys if key.startswith(topic)}


DASHES = _all_as((None, "not_applicable"), "statistics", STATISTICS)


def fields_of(table: Grid, *, repeated: bool) -> list[list[str]]:
    """A field for every column of every row; merged cells in the first of theirs, or in all."""
    fields: dict[tuple[int, int], str] = {}
    for placed in places(table):
        for y in range(placed.box.rows):
            for x in range(placed.box.columns):
                text = placed.box.text if repeated or (x, y) == (0, 0) else ""
                fields[placed.row + y, placed.column + x] = text
    return [[fields[y, x] for x in range(width(table))] for y in range(len(table))]


def out_of_a_spreadsheet(table: Grid) -> str:
    """A table as a spreadsheet puts it on the clipboard; table 三 with a column of sums."""
    if len(table) > MANY:
        note, above = table[0]
        natural, groups, total = table[1]
        heads = [
            (note, replace(above, columns=8)),
            (natural, replace(groups, columns=6), total),
            (*table[2], Box("小计")),
        ]
        rows = [(*labels_of(r), *figures_of(r)[:6], Box("9"), *figures_of(r)[6:]) for r in table]
        table = (*heads, *rows[_HEADS:])
    return "\n".join("\t".join(row) for row in fields_of(table, repeated=False))


def in_marks(table: Grid) -> str:
    """A table between bars as Markdown has it: merged cells are printed for every column."""
    rows = fields_of(table, repeated=True)
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * width(table) + "|", *lines[1:], ""])


def review_in_two(table: Grid) -> str:
    """Table 四 as one table of 行政复议 and one of 行政诉讼."""
    *_, outcomes, figures = table
    first = ((Box("行政复议", columns=5),), outcomes[:5], figures[:5])
    names = (Box("未经复议直接起诉", columns=5), Box("复议后起诉", columns=5))
    return (
        in_marks(first)
        + "\n"
        + in_marks(((Box("行政诉讼", columns=10),), names, outcomes, figures[5:]))
    )


def newer_licences(table: Grid) -> Grid:
    """Table 二 of 2019 with （五）行政许可 as the form of 2021 has it: without other services."""
    heads = (Box("信息内容"), Box("本年处理决定数量", columns=3))
    decisions = replace(figures_of(table[6])[-1], columns=3)
    return (*table[:5], heads, (Box("行政许可"), decisions), *table[8:])


CASES = [
    Case(
        "xlsx_groups_on_rows_of_their_own",
        lambda: sheets.xlsx(bends={"requests": groups_above}),
        why="a group's label alone in its row ends no table",
    ),
    Case("text_out_of_a_spreadsheet", lambda: of_tables(DISTINCT_2021, out_of_a_spreadsheet)),
    Case(
        "markdown_groups_on_rows_of_their_own",
        lambda: of_tables(
            DISTINCT_2021, lambda t: in_marks(groups_above(t)) if len(t) > MANY else in_marks(t)
        ),
        why="the words of a row over all columns are no head of the figures below",
    ),
    Case(
        "markdown_review_in_two_tables",
        lambda: of_tables(
            DISTINCT_2021, lambda t: in_marks(t) if len(t) > FEW else review_in_two(t)
        ),
    ),
    Case("xlsx_statistics_chapters_alone", lambda: as_xlsx(chapters_alone()), base=STATISTICS),
    Case("html_heads_in_a_table_of_their_own", heads_apart),
    Case("review_a_column_an_item_below_two_rows", lambda: replaced("review", heads_slid(2))),
    Case(
        "review_a_column_an_item_below_slid_heads",
        lambda: replaced("review", heads_slid(1)),
        never=("review/*",),
        announced=("ambiguous",),
    ),
    Case(
        "review_a_column_an_item_with_a_cell_too_many",
        lambda: replaced("review", one_cell_more("")),
        never=("review/*/total",),
        announced=("ambiguous",),
    ),
    Case("html_heads_without_spans", lambda: html_page(bends={"requests": heads_without_spans})),
    Case("html_last_row_in_a_table_of_its_own", lambda: last_row_apart()),
    Case(
        "html_last_row_in_a_table_of_its_own_blank",
        lambda: last_row_apart(""),
        changed=_all_as((None, "blank"), "requests/carried_out", "distinct_2021"),
    ),
    Case(
        "html_row_too_long_on_its_side",
        one_field_too_many,
        never=("requests/*/research_institution",),
        announced=LOSS,
    ),
    Case(
        "html_hybrid_with_newer_licences",
        lambda: html_page(DISTINCT_2019, bends={"proactive": newer_licences}),
        base="distinct_2019",
        absent=(
            "proactive/licensing/items_*",
            "proactive/other_services/*",
        ),
        why="a sub-table on the newer form lacks nothing of the older one",
    ),
    Case(
        "statistics_nothing_stated_side_by_side",
        lambda: html(in_halves(nothing_stated())),
        base=STATISTICS,
        changed=DASHES,
    ),
    Case(
        "statistics_nothing_stated_but_in_a_local_row",
        lambda: html(nothing_stated((Box("其中：12345热线公开数"), Box("条"), Box("33")))),
        base=STATISTICS,
        changed=DASHES,
    ),
    Case(
        "statistics_dashes_beside_sums_of_all_years",
        lambda: html(summed_beside_dashes()),
        base=STATISTICS,
        changed=DASHES,
    ),
    Case(
        "statistics_of_last_year_alone",
        lambda: html(of_last_year_alone()),
        base=STATISTICS,
        changed=_all_as((None, "blank"), "statistics", STATISTICS),
        unsure=("*",),
        announced=LOSS,
    ),
]
