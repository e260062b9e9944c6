"""The statutory tables as the notices draw them: rows of boxes with their spans, ready to render.

A grid holds each box once, in the row where it begins, as HTML does. Renderers turn grids into
HTML, PDF and docx; the corpus bends them first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sample_portals.figures import Report, table
from transforms import forms

BALANCE_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as drawn, over `rows` rows and `columns` columns; `is_value`: a figure, no label."""

    text: str
    rows: int = 1
    columns: int = 1
    is_value: bool = False


Row = tuple[Box, ...]
Grid = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One statutory table under its heading."""

    topic: str
    heading: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with the row and column (from 0) of its upper left corner."""

    box: Box
    row: int
    column: int


def drawings(report: Report) -> tuple[Drawing, ...]:
    """The three tables of a report, in the report's order."""
    draw = {"proactive": _proactive, "requests": _requests, "review": _review}
    return tuple(
        Drawing(topic, table(topic, report.form).heading, draw[topic](report)) for topic in draw
    )


def width(grid: Grid) -> int:
    """How many columns the grid has."""
    return max(p.column + p.box.columns for p in places(grid))


def places(grid: Grid) -> Iterator[Placed]:
    """Every box with its place, after the rule of HTML: the first free slot of its row."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(grid):
        x = 0
        for box in row:
            while (y, x) in taken:
                x += 1
            yield Placed(box, y, x)
            taken |= {(y + i, x + j) for i in range(box.rows) for j in range(box.columns)}


def _values(report: Report, topic: str, item: str) -> Row:
    return tuple(Box(text, is_value=True) for text in report.figures[topic][item])


def _fill(row: Row, columns: int) -> Row:
    """Let the last box reach the table's right edge."""
    last = row[-1]
    spare = columns - sum(box.columns for box in row)
    return (*row[:-1], Box(last.text, last.rows, last.columns + spare, last.is_value))


def _proactive(report: Report) -> Grid:
    form = table("proactive", report.form)
    rows: list[Row] = []
    for subtable, items in groupby(form.items, key=lambda i: i.subtable):
        members = list(items)
        heads = [Box(form.breakdown(code).label) for code in members[0].breakdowns]
        rows += [(Box(subtable, columns=4),), _fill((Box("信息内容"), *heads), 4)]
        for item in members:
            values = _values(report, "proactive", item.code)
            rows.append(_fill((Box(item.label), *values), 4))
    return tuple(rows)


def _requests(report: Report) -> Grid:
    form = table("requests", report.form)
    items = [form.item(code) for code in report.figures["requests"]]
    outcomes = sum(1 for item in items if item.group)
    rows = _applicants(form)
    for group, members in groupby(items, key=lambda i: i.group):
        rows += _group(report, group, list(members), outcomes)
        if group:
            outcomes = 0  # the vertical label 三、本年度办理结果 is printed once
    return tuple(rows)


def _applicants(form: forms.Table) -> list[Row]:
    kinds = [b for b in form.breakdowns if b.group]
    return [
        (Box(BALANCE_NOTE, rows=3, columns=3), Box("申请人情况", columns=len(kinds) + 2)),
        (
            Box(form.breakdown("natural_person").label, rows=2),
            Box(kinds[0].group, columns=len(kinds)),
            Box(form.breakdown("total").label, rows=2),
        ),
        tuple(Box(kind.label) for kind in kinds),
    ]


def _group(report: Report, group: str, items: list[forms.Item], outcomes: int) -> list[Row]:
    rows: list[Row] = []
    for item in items:
        labels = [Box(item.label, columns=3)]
        if group.startswith("三、"):
            labels = [Box(item.label, columns=2)]
        elif group:
            labels = [Box(group, rows=len(items))] if item is items[0] else []
            labels.append(Box(item.label))
        if group and outcomes and item is items[0]:
            labels.insert(0, Box("三、本年度办理结果", rows=outcomes))
        rows.append((*labels, *_values(report, "requests", item.code)))
    return rows


def _review(report: Report) -> Grid:
    form = table("review", report.form)
    outcomes = [b.label for b in form.breakdowns]
    n = len(outcomes)
    litigation = [i for i in form.items if i.group]
    heads = (Box(form.items[0].label, columns=n), Box(litigation[0].group, columns=2 * n))
    direct = (*(Box(o, rows=2) for o in outcomes), *(Box(i.label, columns=n) for i in litigation))
    after = tuple(Box(o) for _ in litigation for o in outcomes)
    line = tuple(box for item in form.items for box in _values(report, "review", item.code))
    return (heads, direct, after, line)
