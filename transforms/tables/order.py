"""Aligning printed rows with a form's rows, in order: the statute fixes the order, printers slip.

A typo, a cut label or a missing row costs that row and not the ones below. Where two alignments
are as good as each other, the rows that they disagree about are undecided: no value is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

_AS_GOOD = 0.05  # alignments whose totals differ by less are equally good


@dataclass(frozen=True, slots=True)
class Match:
    """Official rows that a printed row may be; one alone is a decision, several are undecided."""

    choices: tuple[int, ...]
    score: float

    @property
    def decided(self) -> bool:
        """Whether the printed row is one official row and no other."""
        return len(self.choices) == 1 and self.score > 0


def align(scores: Sequence[Sequence[float]]) -> list[Match | None]:
    """For each printed row its match, None where nothing is similar.

    `scores[i][j]` is the similarity (0 to 1) of printed row i and official row j. A row that
    could as well be left out (another one claims the same official row) has score 0.
    """
    return _in_plain_order(scores) or _by_totals(scores)


def _in_plain_order(scores: Sequence[Sequence[float]]) -> list[Match | None] | None:
    """The common case: every similar row is equal to one official row, each later than the last;
    two neighbours may have changed places, for their labels tell them apart.

    A row that is equal to several is one of them if the rows around it leave no other.
    """
    similar = [[j for j, s in enumerate(row) if s > 0] for row in scores]
    if any(row[j] < 1 for row, found in zip(scores, similar, strict=True) for j in found):
        return None
    taken = _between_anchors(similar)
    matched = [j for j in taken if j is not None]
    if len(matched) < sum(map(bool, similar)):
        return None
    if any(a >= b for a, b in pairwise(_neighbours_changed_back(matched))):
        return None
    return [None if j is None else Match((j,), 1.0) for j in taken]


def _neighbours_changed_back(rows: Sequence[int]) -> list[int]:
    """Official rows in the order printed, where 7, 6 stands for 6, 7."""
    found = list(rows)
    for n, (row, following) in enumerate(pairwise(rows)):
        if row == following + 1 and found[n] == row:
            found[n : n + 2] = [following, row]
    return found


def _between_anchors(similar: Sequence[Sequence[int]]) -> list[int | None]:
    """The one choice of each row that lies between the choices of rows that have one only."""
    nexts: list[float] = []
    anchor: float = inf
    for found in reversed(similar):
        nexts.append(anchor)
        anchor = found[0] if len(found) == 1 else anchor
    taken: list[int | None] = []
    last = -1
    for found, following in zip(similar, reversed(nexts), strict=True):
        inside = found if len(found) == 1 else [j for j in found if last < j < following]
        taken.append(inside[0] if len(inside) == 1 else None)
        last = found[0] if len(found) == 1 else last
    return taken


def _by_totals(scores: Sequence[Sequence[float]]) -> list[Match | None]:
    before = _totals(scores)
    turned = [list(reversed(row)) for row in reversed(scores)]
    n, m = len(scores), len(scores[0]) if scores else 0
    behind = _totals(turned)
    best = before[n][m]
    matches: list[Match | None] = []
    for i, row in enumerate(scores):
        through = {
            j: before[i][j] + s + behind[n - i - 1][m - j - 1] for j, s in enumerate(row) if s > 0
        }
        left_out = max(before[i][j] + behind[n - i - 1][m - j] for j in range(m + 1))
        choices = tuple(j for j, total in through.items() if total >= best - _AS_GOOD)
        if not choices:
            matches.append(None)
        elif left_out >= best - _AS_GOOD:
            matches.append(Match(choices, 0.0))
        else:
            matches.append(Match(choices, max(row[j] for j in choices)))
    return matches


def _totals(scores: Sequence[Sequence[float]]) -> list[list[float]]:
    """totals[i][j]: the best sum over the first i printed and the first j official rows."""
    m = len(scores[0]) if scores else 0
    totals = [[0.0] * (m + 1)]
    for row in scores:
        above, line = totals[-1], [0.0]
        for j, s in enumerate(row):
            line.append(max(above[j + 1], line[j], above[j] + s if s > 0 else 0.0))
        totals.append(line)
    return totals
