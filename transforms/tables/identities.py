"""What the forms' own sums (勾稽关系) say of a reading: which cells to look at again.

An identity that fails proves nothing by itself: agencies publish tables whose sums are wrong. But
where a figure may have been misread (a recognised page, a table whose lines are gone), the cells of
failing identities are the suspects, and a figure in a row and a column that both add up is hardly
misread. No value is ever changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from transforms.extraction import Cell
from transforms.forms import Identity, Item, Table, tables

Name = tuple[str, str, str, int]  # topic, item, breakdown, table instance
_SUSPECT = 0.85
_CONFIRMED = 0.95
_LIKELY = 0.7  # its readings agree
_TWICE = 2  # by its row and by its column
_MOST = 0.25  # of the identities that can be assessed
_CLOSE = 0.005  # sums of money are rounded


def suspects(cells: Sequence[Cell]) -> frozenset[Name]:
    """Names of the cells that failing identities point at.

    A cell in which two failing identities meet (its row's and its column's) is suspected rather
    than their other cells; where none meet, all cells of the failing identity are. Where a large
    part of all identities fails, the agency did not add up, and they point at nothing.
    """
    checked = list(_checked(cells))
    failing = [names for names, fails in checked if fails]
    if len(failing) > _MOST * len(checked):
        return frozenset()
    counts = Counter(name for names in failing for name in names)
    found: set[Name] = set()
    for names in failing:
        crossing = {n for n in names if counts[n] > 1}
        found |= crossing or names
    return frozenset(found)


def doubted(cells: Sequence[Cell], may_be_misread: Callable[[Cell], bool]) -> list[Cell]:
    """The cells, those of failing identities with less confidence if they may be misread."""
    names = suspects([c for c in cells if may_be_misread(c)])
    if not names:
        return list(cells)
    return [
        c._replace(confidence=min(c.confidence, _SUSPECT)) if _name(c) in names else c
        for c in cells
    ]


def confirmed(cells: Sequence[Cell], may_be_confirmed: Callable[[Cell], bool]) -> Sequence[Cell]:
    """The cells, those of a row and a column that both add up with more confidence.

    A sum says nothing of whether a zero is one, or a dash or a blank: those must have been likely.
    """
    waiting = {
        id(c)
        for c in cells
        if c.confidence < _CONFIRMED
        and (c.value or c.confidence >= _LIKELY)
        and may_be_confirmed(c)
    }
    if not waiting:
        return cells
    holding: Counter[Name] = Counter()
    failing: set[Name] = set()
    for names, fails in _checked(cells):
        holding.update(() if fails else names)
        failing |= names if fails else set()
    return [
        c._replace(confidence=_CONFIRMED)
        if id(c) in waiting and holding[_name(c)] >= _TWICE and _name(c) not in failing
        else c
        for c in cells
    ]


def _name(cell: Cell) -> Name:
    return cell.topic, cell.item, cell.breakdown, cell.table_instance


def _checked(cells: Sequence[Cell]) -> Iterator[tuple[set[Name], bool]]:
    """Each identity that can be assessed: the cells in it, and whether it fails."""
    groups: dict[tuple[str, int], dict[tuple[str, str], float | None]] = defaultdict(dict)
    for c in cells:
        groups[c.topic, c.table_instance][c.item, c.breakdown] = c.value
    for (topic, instance), values in groups.items():
        for table in (t for t in tables() if t.topic == topic):
            for identity in table.identities:
                for left, right in _sides(table, identity, values):
                    terms = [*left, *right]
                    stated = [values[t] for t in terms if t in values]
                    if not left or not right or None in stated or len(stated) < len(terms):
                        continue
                    names = {(topic, *t, instance) for t in terms}
                    yield names, _fails(identity, _sum(values, left), _sum(values, right))


def _sides(
    table: Table, identity: Identity, values: Mapping[tuple[str, str], float | None]
) -> Iterator[tuple[list[tuple[str, str]], list[tuple[str, str]]]]:
    """Terms of both sides, once per row or once per column."""
    if identity.per == "item":
        yield from _of_rows(table, identity)
        return
    for b in table.breakdowns:
        yield (
            _printed(_named(table, identity.left, b.code), values, b.code),
            _printed(_named(table, identity.right, b.code), values, b.code),
        )


@cache
def _of_rows(
    table: Table, identity: Identity
) -> Sequence[tuple[list[tuple[str, str]], list[tuple[str, str]]]]:
    """Terms of both sides in each row that has the identity's columns."""
    terms = {*identity.left, *identity.right}
    return [
        ([(i.code, b) for b in identity.left], [(i.code, b) for b in identity.right])
        for i in table.items
        if terms <= set(i.breakdowns)
    ]


@cache
def _named(table: Table, patterns: tuple[str, ...], breakdown: str) -> Sequence[Item]:
    """The rows with that column that the patterns name."""
    rows = [i for i in table.items if breakdown in i.breakdowns]
    return [i for i in rows if any(_matches(i.code, p) for p in patterns)]


def _printed(
    named: Sequence[Item], values: Mapping[tuple[str, str], float | None], breakdown: str
) -> list[tuple[str, str]]:
    """Terms of the rows; of a row and those that it stands for, what is printed."""
    wholes = [i for i in named if i.instead_of]
    replaced = {p for i in wholes if (i.code, breakdown) in values for p in i.instead_of}
    parts = {p for i in wholes for p in i.instead_of} - replaced
    absent = {i.code for i in wholes if set(i.instead_of) & parts}
    return [(i.code, breakdown) for i in named if i.code not in replaced | absent]


def _matches(code: str, pattern: str) -> bool:
    return code.startswith(pattern[:-1]) if pattern.endswith(".*") else code == pattern


def _sum(values: Mapping[tuple[str, str], float | None], terms: Sequence[tuple[str, str]]) -> float:
    return sum(values[t] or 0.0 for t in terms)


def _fails(identity: Identity, left: float, right: float) -> bool:
    return left > right + _CLOSE or (identity.relation == "=" and right > left + _CLOSE)
