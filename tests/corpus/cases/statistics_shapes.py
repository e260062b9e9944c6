"""The 政府信息公开情况统计表 in other carriers, labels cut in two, rows in one cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from itertools import zip_longest

from sample_portals.pdf_table import Break
from sample_portals.tables import Box, Grid
from tests.corpus.case import Case
from tests.corpus.statistics import (
    HEADS,
    TITLE,
    Indicator,
    as_docx,
    as_ofd,
    as_pdf,
    as_xls,
    as_xlsx,
    chapters,
    grid,
    html,
    html_of,
    indicators,
    numbered,
    page,
)

BASE = "distinct_2014"


def note_below(row: Indicator) -> list[Indicator]:
    """The note of a label on a row of its own, with the unit and the figure."""
    label, unit, figure = row
    if "（不" not in label:
        return [row]
    name, note = label.split("（不", 1)
    return [(name, "", ""), (f"（不{note}", unit, figure)]


def cut_label(row: Indicator) -> list[Indicator]:
    """A label that goes on in the next row, where the figure stands."""
    label, unit, figure = row
    return [(label[:30], "", ""), (label[30:], unit, figure)] if "专项经费" in label else [row]


def changed(change: Callable[[Indicator], list[Indicator]]) -> Grid:
    """The table with each row changed."""
    return grid(tuple(new for row in indicators() for new in change(row)))


def note_beside_a_tall_figure() -> Grid:
    """Unit and figure are as tall as the label and its note below it."""
    rows: list[tuple[Box, ...]] = [tuple(map(Box, HEADS))]
    for row in indicators():
        (name, unit, figure), *notes = note_below(row)
        if not notes:
            rows.append((Box(name), Box(unit), Box(figure, is_value=True)))
            continue
        ((note, unit, figure),) = notes
        rows.append((Box(name), Box(unit, rows=2), Box(figure, rows=2, is_value=True)))
        rows.append((Box(note),))
    return tuple(rows)


def figure_over_two_rows() -> Grid:
    """当面申请数 and 传真申请数 share one cell for their figure."""
    rows: list[tuple[Box, ...]] = [tuple(map(Box, HEADS))]
    for label, unit, figure in indicators():
        if "当面" in label:
            rows.append((Box(label), Box(unit), Box("4711", rows=2, is_value=True)))
        elif "传真" in label:
            rows.append((Box(label), Box(unit)))
        else:
            rows.append((Box(label), Box(unit), Box(figure, is_value=True)))
    return tuple(rows)


def stacked(*groups: tuple[Indicator, ...]) -> Grid:
    """Each group as one row of three cells, a line an indicator."""
    rows = (
        tuple(
            Box("\n".join(texts), is_value=n == 2) for n, texts in enumerate(zip(*g, strict=True))
        )
        for g in groups
    )
    return (tuple(map(Box, HEADS)), *rows)


def in_one_cell() -> Grid:
    """The whole table in the one cell of a frame."""
    return ((Box("\n".join(" ".join(row) for row in indicators())),),)


def lines(form: str) -> bytes:
    """One paragraph an indicator."""
    told = (r for r in indicators() if r[2] != "——")
    return page(*(f"<p>{form.format(*row)}</p>" for row in told))


def circled(label: str) -> str:
    """① for 1."""
    return label.translate(str.maketrans("12345678", "①②③④⑤⑥⑦⑧")).replace(".", "", 1)


def enumerated(row: Indicator) -> Indicator:
    """①政府公报公开政府信息数."""
    label, *rest = row
    return (circled(label[:2]) + label[2:] if label[1:2] == "." else label, *rest)  # type: ignore[return-value]


def counted(row: Indicator) -> Indicator:
    """Every 数 at the end as 总数."""
    label, *rest = row
    return (f"{label.removesuffix('数')}总数" if label.endswith("数") else label, *rest)  # type: ignore[return-value]


def with_period() -> Grid:
    """The period's figures before those of the year."""
    head, *rest = grid(indicators(), ("统计指标", "单位", "本年累计"))
    of_period = [Box("——" if row[2].text == "——" else f"9{n}") for n, row in enumerate(rest)]
    rows = (
        (*row[:2], box, row[2])
        for row, box in zip([head, *rest], [Box("本期实际"), *of_period], strict=True)
    )
    return tuple(rows)


def chapters_left_blank() -> Grid:
    """Chapters have neither unit nor figure."""
    return grid(tuple((label, unit.strip("—"), n.strip("—")) for label, unit, n in indicators()))


def heads_again(row: int) -> Grid:
    """The heads once more, before that row."""
    table = grid(indicators())
    return (*table[:row], table[0], *table[row:])


THIRD = next(n for n, row in enumerate(indicators(), start=1) if row[0].startswith("三、"))
SECRETS = next(n for n, row in enumerate(indicators(), start=1) if "国家秘密" in row[0])


def _on_its_side(columns: tuple[int, ...]) -> bytes:
    """Labels, units and figures in a row each, an indicator a column."""
    rows = grid(indicators())
    return html(tuple(tuple(row[n] for row in rows) for n in columns))


def _separated(*above: Sequence[str]) -> bytes:
    """Three fields between commas below some rows."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([*above, *([box.text for box in row] for row in grid(indicators()))])
    return out.getvalue().encode("gb18030")


def side_by_side() -> bytes:
    """Two halves of the list beside each other, between tabs; chapters have blank fields."""
    rows = [(r[0], r[1], "" if r[2] == "——" else r[2]) for r in indicators()]
    half = len(rows) // 2
    pairs = zip_longest(rows[:half], rows[half:], fillvalue=("", "", ""))
    fields = [(*HEADS, *HEADS), *((*left, *right) for left, right in pairs)]
    return "\n".join([TITLE, *("\t".join(row) for row in fields)]).encode()


def unit_on_two_lines() -> bytes:
    """A cell a line; in the narrow column of units 万元 stands on two."""
    cells = (box.text for row in grid(indicators()) for box in row)
    return "\n".join([TITLE, *("万\n元" if cell == "万元" else cell for cell in cells)]).encode()


CASES = [
    Case("statistics_side_by_side_between_tabs", side_by_side, base=BASE),
    Case(
        "statistics_csv_below_text",
        lambda: _separated([TITLE], ["一、概述"], ["全年主动公开信息。"]),
        base=BASE,
    ),
    Case("statistics_unit_on_two_lines", unit_on_two_lines, base=BASE),
    Case("statistics_csv", lambda: _separated([TITLE, "", ""]), base=BASE),
    Case("statistics_on_its_side", lambda: _on_its_side((0, 1, 2)), base=BASE),
    Case(
        "statistics_on_its_side_without_units",
        lambda: _on_its_side((0, 2)),
        base=BASE,
        announced=("unit_assumed",),
    ),
    Case(
        "statistics_pdf_page_ends_above_a_blank_chapter",
        lambda: as_pdf(chapters_left_blank(), breaks=(Break(THIRD),)),
        base=BASE,
        why="an indicator and the chapter on the next page are two labels",
    ),
    Case(
        "statistics_pdf_heads_again",
        lambda: as_pdf(heads_again(SECRETS + 1), breaks=(Break(SECRETS + 1),)),
        base=BASE,
        why="heads that Word repeats on each page are no rest of the row above them",
    ),
    *(
        Case(
            f"statistics_pdf_page_ends_below_a_chapter_{before}",
            lambda before=before: as_pdf(grid(indicators()), before),
            base=BASE,
            why="the head of a chapter and the indicator on the next page are two labels",
        )
        for before in (5, 18, 29)
    ),
    Case("statistics_of_a_period_and_the_year", lambda: html(with_period()), base=BASE),
    Case(
        "statistics_several_units_in_one_cell",
        lambda: html_of(lambda r: (r[0], "条/件" if r[1] in "条件" else r[1], r[2])),
        base=BASE,
    ),
    Case("statistics_ofd", lambda: as_ofd(grid(indicators())), base=BASE),
    Case("statistics_xls", lambda: as_xls(grid(indicators())), base=BASE),
    *(
        Case(
            f"statistics_note_below_its_label_{name}",
            lambda draw=draw: draw(changed(note_below)),
            BASE,
        )
        for name, draw in {"html": html, "docx": as_docx, "xlsx": as_xlsx}.items()
    ),
    Case(
        "statistics_note_below_its_label_numbered",
        lambda: html(numbered(changed(note_below))),
        base=BASE,
    ),
    Case("statistics_note_beside_a_tall_figure", lambda: html(note_beside_a_tall_figure()), BASE),
    Case("statistics_label_goes_on_below", lambda: html(changed(cut_label)), base=BASE),
    Case(
        "statistics_figure_over_two_rows",
        lambda: html(figure_over_two_rows()),
        base=BASE,
        never=("statistics/requests.in_person/value", "statistics/requests.fax/value"),
        announced=("cells_missing",),
        why="whose figure it is cannot be told",
    ),
    Case("statistics_rows_in_one", lambda: html(stacked(indicators())), base=BASE),
    Case(
        "statistics_chapters_in_one_row_each",
        lambda: as_docx(stacked(*(chapter.rows for chapter in chapters()))),
        base=BASE,
    ),
    Case("statistics_in_one_cell_of_a_frame", lambda: as_docx(in_one_cell()), base=BASE),
    Case("statistics_lines_with_colons", lambda: lines("{0}：{2}{1}"), base=BASE),
    Case("statistics_lines_with_units_in_brackets", lambda: lines("{0}（{1}）{2}"), base=BASE),
    Case("statistics_lines_glued", lambda: lines("{0}{2}{1}"), base=BASE),
    Case("statistics_circled_numbers", lambda: html_of(enumerated), base=BASE),
    Case("statistics_totals_in_labels", lambda: html_of(counted), base=BASE),
]
