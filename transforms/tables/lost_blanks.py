"""Rows of a text whose blank cells left no trace: fewer figures than columns, and no places.

Where a row's figures stand is told by the form's own sums, and only by them: every row must be
there, and of all ways to lay the figures over the columns those count that satisfy all sums of rows
and columns together, blanks counting nothing. A cell that is the same in all of them is told; one
that differs is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from transforms.forms import Identity, Table

_MOST_SUMS = 200_000  # that are tried: a table beyond that stays untold

Way = tuple[int, ...]  # the column of each of a row's figures
Vector = tuple[float, ...]  # what a row adds to each column
Figures = Mapping[str, tuple[float, ...]]  # by item


class _TooMuchError(Exception):
    """More sums than are worth trying."""


@dataclass
class _Work:
    """How many sums may still be tried."""

    left: int = _MOST_SUMS

    def take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise _TooMuchError


@dataclass(frozen=True, slots=True)
class _Row:
    """One item's figures, and the ways to lay them over the columns."""

    figures: tuple[float, ...]
    ways: tuple[Way, ...]

    def vectors(self, width: int) -> dict[Vector, list[Way]]:
        """The ways by what they add to the columns."""
        found: dict[Vector, list[Way]] = {}
        for way in self.ways:
            line = [0.0] * width
            for column, figure in zip(way, self.figures, strict=True):
                line[column] = figure
            found.setdefault(tuple(line), []).append(way)
        return found


def told_columns(
    table: Table, columns: Sequence[str], rows: Figures
) -> dict[str, dict[int, int | None]]:
    """By item and column, which of the row's figures stands there, None where none does; columns
    that the sums do not settle are left out. `columns` are breakdowns from left to right."""
    by_row = [i for i in table.identities if i.per == "item" and i.relation == "="]
    by_column = [i for i in table.identities if i.per == "breakdown" and i.relation == "="]
    if not by_row or not by_column:
        return {}
    laid = {item: _Row(f, _ways(f, columns, by_row)) for item, f in rows.items()}
    sums = [_members(i, rows) for i in by_column]
    try:
        feasible = _feasible(laid, sums, len(columns), _Work())
    except _TooMuchError:
        return {}
    return {i: _common(ways, rows[i], len(columns)) for i, ways in feasible.items()}


def _ways(
    figures: tuple[float, ...], columns: Sequence[str], sums: Sequence[Identity]
) -> tuple[Way, ...]:
    """The ways that satisfy the row's own sums; a full row has one, whatever its sums."""
    if len(figures) == len(columns):
        return (tuple(range(len(columns))),)
    return tuple(
        way
        for way in combinations(range(len(columns)), len(figures))
        if _adds_up({columns[c]: f for c, f in zip(way, figures, strict=True)}, sums)
    )


def _adds_up(row: Mapping[str, float], sums: Sequence[Identity]) -> bool:
    return all(
        sum(row.get(b, 0) for b in one.left) == sum(row.get(b, 0) for b in one.right)
        for one in sums
    )


def _members(identity: Identity, rows: Figures) -> tuple[list[str], list[str]]:
    """The rows on both sides of a sum."""
    left, right = (
        [
            r
            for r in rows
            if any(r == t or (t.endswith(".*") and r.startswith(t[:-1])) for t in side)
        ]
        for side in (identity.left, identity.right)
    )
    return left, right


def _feasible(
    rows: Mapping[str, _Row],
    sums: Sequence[tuple[list[str], list[str]]],
    width: int,
    work: _Work,
) -> dict[str, set[Way]]:
    """The ways of each row that some solution of all sums has; nothing where there is none. Raises
    _TooMuchError: what was not tried may be a solution, too."""
    vectors = {item: row.vectors(width) for item, row in rows.items()}
    everywhere = [item for item in rows if sum(item in [*a, *b] for a, b in sums) > 1]
    together = [list(vectors[item].items()) for item in everywhere]
    feasible: dict[str, set[Way]] = {item: set() for item in rows}
    for choice in product(*together):
        fixed = dict(zip(everywhere, (vector for vector, _ in choice), strict=True))
        solved = [_solved(left, right, fixed, vectors, width, work) for left, right in sums]
        if any(one is None for one in solved):
            continue
        for item, (_, ways) in zip(everywhere, choice, strict=True):
            feasible[item].update(ways)
        for one in solved:
            for item, chosen in (one or {}).items():
                for vector in chosen:
                    feasible[item].update(vectors[item][vector])
    return feasible if all(feasible.values()) else {}


def _solved(
    left: Sequence[str],
    right: Sequence[str],
    fixed: Mapping[str, Vector],
    vectors: Mapping[str, Mapping[Vector, list[Way]]],
    width: int,
    work: _Work,
) -> dict[str, set[Vector]] | None:
    """The vectors of the rows that are not `fixed` with which left = right; None if none are."""
    signs = [(item, 1) for item in left] + [(item, -1) for item in right]
    target = [0.0] * width
    for item, sign in signs:
        for column, figure in enumerate(fixed.get(item, ())):
            target[column] -= sign * figure
    free = [(item, sign) for item, sign in signs if item not in fixed]
    rising = all(sign > 0 for _, sign in free)
    nothing = (0.0,) * width
    moving = [(item, sign) for item, sign in free if vectors[item].keys() != {nothing}]
    reached: list[set[Vector]] = [{nothing}]
    for item, sign in moving:
        work.take(len(reached[-1]) * len(vectors[item]))
        sums = {_add(s, v, sign) for s in reached[-1] for v in vectors[item]}
        if rising:
            sums = {s for s in sums if all(a <= b for a, b in zip(s, target, strict=True))}
        reached.append(sums)
    needed = {tuple(target)} & reached[-1]
    found = {item: {nothing} for item, _ in free}
    for (item, sign), before in zip(moving[::-1], reached[-2::-1], strict=True):
        work.take(len(needed) * len(vectors[item]))
        pairs = [
            (v, p) for v in vectors[item] for s in needed if (p := _add(s, v, -sign)) in before
        ]
        found[item] = {v for v, _ in pairs}
        needed = {p for _, p in pairs}
    return found if needed else None


def _add(one: Vector, other: Vector, sign: int) -> Vector:
    return tuple(a + sign * b for a, b in zip(one, other, strict=True))


def _common(ways: set[Way], figures: tuple[float, ...], width: int) -> dict[int, int | None]:
    """The columns in which all ways have the same."""
    told: dict[int, int | None] = {}
    for column in range(width):
        there = [way.index(column) if column in way else None for way in sorted(ways)]
        if len({None if n is None else figures[n] for n in there}) == 1:
            told[column] = there[0]
    return told
