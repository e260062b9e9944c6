"""Where level rules of a scan begin and end: type that touches an end makes it uncertain.

In a table without upright rules, the columns are told by those ends: rules that nearly begin
together do, and one that begins where no other does, begins with the next ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from transforms.pages.drawn import Rule

_TOGETHER = 6.0  # points between two ends of one edge
_FEW = 2  # ends that make no edge, where others lie near
_NEAR = 25.0  # points


def with_even_ends(level: Sequence[Rule]) -> list[Rule]:
    """The rules, their ends where most of those near them are."""
    starts = _edges([rule.start for rule in level])
    stops = _edges([rule.stop for rule in level])
    return [Rule(r.at, _snapped(r.start, starts), _snapped(r.stop, stops)) for r in level]


def _edges(ends: Sequence[float]) -> list[tuple[float, int]]:
    """Where ends lie together, and how many."""
    groups: list[list[float]] = []
    for end in sorted(ends):
        if groups and end - groups[-1][-1] <= _TOGETHER:
            groups[-1].append(end)
        else:
            groups.append([end])
    return [(median(group), len(group)) for group in groups]


def _snapped(end: float, edges: Sequence[tuple[float, int]]) -> float:
    own, count = min(edges, key=lambda edge: abs(edge[0] - end))
    if count > _FEW:
        return own
    near = [at for at, others in edges if others > _FEW and abs(at - own) <= _NEAR]
    return min(near, key=lambda at: abs(at - own)) if near else own
