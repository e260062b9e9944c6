"""Which column of a list holds whose figures: 汇总 (all departments' together) beside 本级 (the
agency's own).

Both stand in one table and are two reports. A column is one scope's only where its head says so and
no other column's head says the same; heads of a sum (合计) do so beside one that names a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from transforms.blocks import Entry
from transforms.forms import Table
from transforms.tables.labels import plain
from transforms.tables.official import breakdown_variants
from vocabulary.text import squash

OWN, ALL = "own", "consolidated"
_YEAR = re.compile(r"20\d\d")
_IN_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]+)[)\]】]")

Scopes = tuple[tuple[str, int], ...]  # scope and column, from left to right


def speaks_of_whose(table: Table, head: str) -> bool:
    """Whether a head says whose figures stand below it."""
    return any(word in head for word in table.whose_heads)


def scopes_of(
    table: Table, head_rows: Sequence[Sequence[Entry]], heads: Mapping[int, str], columns: list[int]
) -> Scopes:
    """The columns of one scope each, of those that hold figures of the (latest) year; none where
    two claim one scope."""
    above = {c: list(_above(head_rows, c)) for c in columns}
    now = [c for c in columns if not any(_of_another_time(table, text) for text in above[c])]
    if not any(speaks_of_whose(table, heads[c]) for c in now):
        return ()
    years = {c: max(_YEAR.findall(" ".join(above[c])), default="") for c in now}
    told = [
        (scope, c)
        for c in now
        if years[c] == max(years.values()) and (scope := scope_of_head(table, heads[c]))
    ]
    told = sorted([*told, *_whole_beside_part(table, heads, now, told)], key=lambda one: one[1])
    named = [scope for scope, _ in told]
    return tuple(told) if len(named) == len(set(named)) and len(now) > 1 else ()


def _whole_beside_part(
    table: Table, heads: Mapping[int, str], columns: list[int], told: Sequence[tuple[str, int]]
) -> list[tuple[str, int]]:
    """统计数 beside 其中：本级 is what 本级 is a part of."""
    own = [heads[c] for scope, c in told if scope == OWN]
    known = {n for group in breakdown_variants(table).values() for n in group}
    whole = [c for c in columns if plain(heads[c]) in known]
    is_part = len(told) == len(own) == 1 and squash(own[0]).startswith(table.leads)
    return [(ALL, whole[0])] if is_part and len(whole) == 1 else []


def _of_another_time(table: Table, text: str) -> bool:
    known = {n for group in breakdown_variants(table).values() for n in group}
    return plain(text) not in known and any(word in text for word in table.other_heads)


def _above(head_rows: Sequence[Sequence[Entry]], column: int) -> Iterator[str]:
    """What stands above a column, but for what stands above all of them."""
    for row in head_rows:
        if len(row) > 1:
            yield from (e.cell.text for e in row if e.start <= column < e.stop)


@lru_cache(maxsize=256)
def scope_of_head(table: Table, head: str) -> str:
    """The scope that a head names: 本级, 其中：市本级, 统计数（汇总）; empty for none."""
    text = squash(head)
    parts = (_IN_BRACKETS.sub("", text), *_IN_BRACKETS.findall(text))
    names = {name for part in parts for name in _names(table, part)}
    if names & set(table.own_heads):
        return OWN
    return ALL if names & set(table.all_heads) or plain(head) in table.sum_heads else ""


def _names(table: Table, text: str) -> Iterator[str]:
    """A head without 其中 before it, with and without 统计数, 合计 or 数 behind it."""
    name = plain(text)
    for lead in table.leads:
        name = name.removeprefix(lead)
    yield name
    for ending in (*breakdown_variants(table)["value"], *table.endings):
        yield name.removesuffix(ending)
