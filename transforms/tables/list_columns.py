"""Which columns of a list hold labels, units and figures; lists may stand side by side.

Columns are told by what stands in them: labels that the form knows, units, numbers that count the
rows, figures. Where several hold figures, the header must say which of them is the form's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from transforms.blocks import Entry
from transforms.forms import Table
from transforms.tables.labels import plain
from transforms.tables.list_names import labels_of, name_of
from transforms.tables.list_scopes import Scopes, scopes_of, speaks_of_whose
from transforms.tables.official import breakdown_variants
from transforms.tables.serials import numbers_rows
from transforms.values import is_unit, parse

_YEAR = re.compile(r"20\d\d")
FEW = 8  # a column with an eighth of the figures of another has them by slips


@dataclass(frozen=True, slots=True)
class Lane:
    """Columns of one list: labels from `start` on, everything else before `stop`.

    `strays` are columns with hardly a figure, `numbered` tells of one that counts the rows behind
    the labels, `figures` are all columns that may hold figures, `scopes` tells which of them are
    whose, `alone` that no other list stands beside this one.
    """

    start: int
    labels_stop: int
    stop: int
    value: int | None
    unit: int | None
    others: tuple[int, ...]
    strays: frozenset[int]
    heads: dict[int, str]
    numbered: bool
    figures: tuple[int, ...]
    scopes: Scopes = ()
    alone: bool = True


class _Body(NamedTuple):
    """The rows of lists, and their own entries by the columns that these begin in."""

    rows: Sequence[Sequence[Entry]]
    own: defaultdict[int, list[Entry]]


def _body(rows: Sequence[Sequence[Entry]]) -> _Body:
    own: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in (e for row in rows for e in row if e.own):
        own[entry.start].append(entry)
    return _Body(rows, own)


def is_figure(entry: Entry) -> bool:
    """Whether a cell shows a number."""
    return parse(entry.cell.text, "count").state == "number"


def known(table: Table, entry: Entry) -> bool:
    """Whether a cell holds a label of the list."""
    return entry.own and name_of(table, entry.cell.text) in labels_of(table)


def lanes_of(
    table: Table,
    head_rows: Sequence[Sequence[Entry]],
    rows: Sequence[Sequence[Entry]],
    scope: str = "",
) -> list[Lane]:
    """The lists of a grid from left to right; `rows` begin with the first that holds a label. Where
    columns of figures are of several scopes, those of `scope` are the form's."""
    body = _body(rows)
    starts = _label_columns(table, body)
    width = max(e.stop for row in body.rows for e in row)
    heads = {c: _head(head_rows, c) for c in range(width)}
    numbers = [
        c
        for c in range(width)
        if heads_figures(table, heads[c]) or any(map(is_figure, body.own[c]))
    ]
    serials = {c for c in range(width) if numbers_rows(table, body.own[c], heads[c])}
    lanes: list[Lane] = []
    while starts:
        start = starts[0]
        figures = [c for c in numbers if c > start and c not in serials]
        after = [s for s in starts if figures and s > figures[0]]
        stop = min(after, default=width)
        last_label = max((s for s in starts if s < stop), default=start)
        lane = _lane(table, body, (start, last_label, stop), serials, heads)
        lanes.append(_scoped(table, lane, head_rows, scope))
        starts = after
    overhang = any(e.start >= width and e.cell.text.strip() for row in head_rows for e in row)
    return [
        replace(_undecided(lane) if overhang else lane, alone=len(lanes) == 1) for lane in lanes
    ]


def _undecided(lane: Lane) -> Lane:
    """Of several columns of figures none is the form's: the heads reach beyond them."""
    if lane.value is None or not (lane.others or lane.numbered):
        return replace(lane, scopes=())
    return replace(lane, value=None, others=(lane.value, *lane.others), scopes=())


def _label_columns(table: Table, body: _Body) -> list[int]:
    """Columns that hold labels; one among units or figures has slipped there."""
    found: list[int] = []
    for c in sorted({e.start for row in body.rows for e in row if known(table, e)}):
        texts = [e for e in body.own[c] if e.cell.text.strip()]
        foreign = sum(is_figure(e) or is_unit(e.cell.text) for e in texts)
        if foreign * 2 <= len(texts):
            found.append(c)
    return found


def _lane(
    table: Table,
    body: _Body,
    span: tuple[int, int, int],
    serials: set[int],
    heads: dict[int, str],
) -> Lane:
    start, last_label, stop = span
    behind = [c for c in range(last_label + 1, stop) if c not in serials]
    unit = next((c for c in behind if _is_unit_column(body, c)), None)
    spread = {
        c for row in body.rows for e in row if known(table, e) for c in range(e.start, e.stop)
    }
    counts = {c: sum(map(is_figure, body.own[c])) for c in behind}
    few = max(counts.values(), default=0) / FEW
    strays = {c for c, n in counts.items() if 0 < n <= few and not heads[c].strip()}
    with_figures = {c for c, n in counts.items() if n and c not in strays}
    columns = [c for c in behind if c != unit and c not in strays]
    figures = [c for c in columns if c not in spread or c in with_figures]
    shown = [c for c in figures if c in with_figures]
    dated = [c for c in figures if _YEAR.search(heads[c])]
    told = shown if len(dated) < 2 else sorted({*shown, *dated})
    if shown and all(_of_another_time(table, heads[c]) for c in shown):
        told = [c for c in figures if c in shown or _is_dashed(table, body, c, heads[c])]
    value = value_column(table, told or figures, heads)
    if len(told) > 1 and _heads_slipped(table, body, shown, columns, heads):
        value, figures = None, []
    others = tuple(c for c in shown if c != value)
    labels_stop = min([c for c in (unit, value, *others) if c is not None] + [last_label + 1])
    numbered = any(c in serials for c in range(last_label + 1, stop))
    hidden = frozenset(strays)
    return Lane(
        start, labels_stop, stop, value, unit, others, hidden, heads, numbered, tuple(figures)
    )


def _is_dashed(table: Table, body: _Body, column: int, head: str) -> bool:
    """Whether a column that is headed as one of figures has dashes in their place."""
    shown = any(e.cell.text.strip() for e in body.own[column])
    return shown and heads_figures(table, head)


def _scoped(table: Table, lane: Lane, head_rows: Sequence[Sequence[Entry]], scope: str) -> Lane:
    """The lane with the column of one scope as the form's; without any where none was asked for
    that is one of several."""
    scopes = scopes_of(table, head_rows, lane.heads, list(lane.figures))
    if not scopes:
        return lane
    value = dict(scopes).get(scope)
    told = {lane.value, *lane.others, *dict(scopes).values()} - {None, value}
    others = tuple(c for c in lane.figures if c in told)
    return replace(lane, value=value, others=others, scopes=scopes)


def _heads_slipped(
    table: Table,
    body: _Body,
    shown: list[int],
    columns: list[int],
    heads: dict[int, str],
) -> bool:
    """Whether heads stand beside their columns: 单位 over figures, 本年度 over nothing at all."""
    captions = {plain(c) for c in table.captions}
    if any(plain(heads[c]) in captions for c in shown):
        return True
    empty = [c for c in columns if not any(e.cell.text.strip() for e in body.own[c])]
    return any(heads_figures(table, heads[c]) for c in empty)


def heads_figures(table: Table, head: str) -> bool:
    """Whether a head is that of figures, of whatever time: 本年度, 2016年, 上年数; not 备注."""
    of_a_time = any(word in head for word in table.other_heads) or _YEAR.search(head)
    return bool(of_a_time) or plain(head) in _value_heads(table)


@cache
def _value_heads(table: Table) -> frozenset[str]:
    return frozenset(n for group in breakdown_variants(table).values() for n in group)


def value_column(table: Table, candidates: list[int], heads: dict[int, str]) -> int | None:
    """The one column of figures, else the one whose head the form knows, else the latest year's.

    A column whose head speaks of another time is none. Where a head says whose figures stand below
    it (本级 beside 合计), the report's scope would have to tell which are its own: none is taken.
    """
    own = [c for c in candidates if not _of_another_time(table, heads[c])]
    if len(own) == 1:
        return own[0]
    if any(speaks_of_whose(table, heads[c]) for c in own):
        return None
    named = [c for c in own if plain(heads[c]) in _value_heads(table)]
    if len(named) == 1:
        return named[0]
    years = {c: max(_YEAR.findall(heads[c]), default="") for c in own}
    latest = [c for c in own if years[c] == max(years.values())]
    return latest[0] if len(latest) == 1 and all(years.values()) else None


def _of_another_time(table: Table, head: str) -> bool:
    """上年数, 历年累计; not 本年累计, which the form knows."""
    known = plain(head) in _value_heads(table)
    return not known and any(word in head for word in table.other_heads)


def _head(rows: Sequence[Sequence[Entry]], column: int) -> str:
    """The word nearest above the list in that column, if it heads few columns only."""
    for row in rows[::-1]:
        for e in row:
            if e.start <= column < e.stop and _is_word(e.cell.text) and e.stop - e.start <= 2:
                return e.cell.text
    return ""


def _is_word(text: str) -> bool:
    return len(plain(text)) > 1 or _YEAR.search(text) is not None


def _is_unit_column(body: _Body, column: int) -> bool:
    texts = [t for e in body.own[column] if (t := "".join(e.cell.text.split()))]
    units = sum(is_unit(t) for t in texts)
    return units > 0 and units * 2 >= sum(t.strip("-—–－/") != "" for t in texts)
