"""Building blocks of the 政府信息公开情况统计表 (form 2014) in the corpus: one row an indicator."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Any

import docx
import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from sample_portals.pdf_table import Break
from sample_portals.render_docx import add_grid, saved
from sample_portals.render_html import render_grid
from sample_portals.render_pdf import Pages, Paper
from sample_portals.tables import Box, Grid
from tests.corpus.case import HERE
from tests.corpus.ofd import of_grid
from tests.corpus.sheets import Put, boxes, fill
from tests.corpus.sheets import saved as saved_book

Indicator = tuple[str, str, str]
Rows = tuple[Indicator, ...]

TITLE = "示例县水利局2016年政府信息公开工作年度报告"
OPENING = "本报告所列数据的统计期限自2016年1月1日起至2016年12月31日止。"
HEADS = ("统 计 指 标", "单位", "统计数")


@dataclass(frozen=True, slots=True)
class Chapter:
    """The indicators of one chapter (一、主动公开情况 …), its own row first."""

    rows: Rows


def indicators() -> Rows:
    """(label, unit, figure) of every printed row, `——` where a row only heads others."""
    path = HERE / "figures" / "distinct_2014.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["rows"]
    return tuple((label, unit, figure) for label, unit, figure in rows)


def chapters() -> tuple[Chapter, ...]:
    """The indicators by chapter."""
    found: list[list[Indicator]] = []
    for row in indicators():
        if row[0][1] == "、":
            found.append([])
        found[-1].append(row)
    return tuple(Chapter(tuple(rows)) for rows in found)


def grid(rows: Rows, heads: tuple[str, ...] = HEADS) -> Grid:
    """The table as the notice draws it."""
    return (
        tuple(Box(h) for h in heads),
        *((Box(label), Box(unit), Box(figure, is_value=True)) for label, unit, figure in rows),
    )


def of_two_scopes(first: str, second: str) -> Grid:
    """The table with a second column of figures, twice those of the first and more."""
    head, *rest = grid(indicators(), ("统计指标", "单位", first))
    rows = [(*row, Box(_twice(row[2].text, n), is_value=True)) for n, row in enumerate(rest)]
    return ((*head, Box(second)), *rows)


def without_own(table: Grid) -> Grid:
    """A table of two scopes with nothing in the first one's column."""
    head, *rows = table
    return (head, *((label, unit, Box(""), both) for label, unit, _, both in rows))


def _twice(figure: str, more: int) -> str:
    return figure if figure == "——" else f"{float(figure.replace(',', '')) * 2 + more:g}"


def numbered(table: Grid, head: str = "序号") -> Grid:
    """A first column that counts the rows."""
    first, *rest = table
    return ((Box(head), *first), *((Box(str(n)), *row) for n, row in enumerate(rest, start=1)))


def beside(left: Grid, right: Grid) -> Grid:
    """Two tables as one, side by side."""
    height = max(len(left), len(right))
    empty = tuple(Box("") for _ in left[0])
    return tuple(
        (left[y] if y < len(left) else empty) + (right[y] if y < len(right) else empty)
        for y in range(height)
    )


def page(*articles: str, title: str = TITLE, opening: str = OPENING) -> bytes:
    """An HTML page with these parts below each other."""
    body = "".join(articles)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"<h1>{title}</h1><p>{opening}</p><p>一、概述</p><p>按要求公开信息。</p>{body}"
        "<p>示例县水利局</p><p>2017年1月20日</p></body></html>"
    ).encode()


def html(*tables: Grid) -> bytes:
    """A report whose tables are these."""
    name = "<p>政府信息公开情况统计表</p><p>（2016年度）</p>"
    return page(name, *(render_grid(t) for t in tables))


def html_of(change: Callable[[Indicator], Any]) -> bytes:
    """A report with each row of its table changed: into one row, several, or none."""
    rows: list[Indicator] = []
    for row in indicators():
        changed = change(row)
        rows += [changed] if isinstance(changed, tuple) else changed
    return html(grid(tuple(rows)))


def as_docx(*tables: Grid) -> bytes:
    """The same report as Word file."""
    document = docx.Document()
    for text in (TITLE, OPENING, "附件：政府信息公开情况统计表"):
        document.add_paragraph(text)
    for table in tables:
        add_grid(document, table)
    document.add_paragraph(
        "填报日期：2017年1月5日"
    )  # LibreOffice's doc loses a table at the very end
    return saved(document)


def as_xlsx(table: Grid) -> bytes:
    """The same report as a workbook, the title above the table."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    texts = (Put(n, 0, 1, 1, text) for n, text in enumerate((TITLE, OPENING)))
    fill(sheet, chain(texts, boxes(table, 3)))
    return saved_book(book)


def as_xls(table: Grid) -> bytes:
    """The same report as a workbook of before 2007."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("附表")
    for n, text in enumerate((TITLE, OPENING)):
        sheet.write(n, 0, text)
    for p in boxes(table, 3):
        last = (p.row + p.rows - 1, p.column + p.columns - 1)
        sheet.write_merge(p.row, last[0], p.column, last[1], p.content)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_ofd(table: Grid) -> bytes:
    """The same report as OFD."""
    return of_grid((TITLE, OPENING, "政府信息公开情况统计表"), table)


def as_pdf_without_rules(table: Grid, places: tuple[int, ...] = (64, 380, 470)) -> bytes:
    """The same report printed, its rows in columns that nothing divides."""
    pages = Pages(Paper(), TITLE)
    for text in (TITLE, OPENING, "政府信息公开情况统计表"):
        pages.paragraph(text)
    for row in table:
        pages.row([box.text.split("（不")[0] for box in row], places)
    return pages.finish()


def as_pdf(table: Grid, before: int = 0, breaks: tuple[Break, ...] = (), **paper: Any) -> bytes:
    """The same report printed; the table crosses pages, `before` paragraphs further down, and
    begins new ones at `breaks`."""
    pages = Pages(Paper(**paper), TITLE)
    narrative = ["按要求公开信息。"] * before
    for text in (TITLE, OPENING, *narrative, "政府信息公开情况统计表"):
        pages.paragraph(text)
    pages.table(table, breaks)
    return pages.finish()
