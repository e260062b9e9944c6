"""Reports that share a table: 汇总 (all departments' figures) and 本级 (the agency's own) stand in
columns beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.extraction import Cell, Claim, Extraction
from transforms.tables.list_scopes import ALL, OWN


def told_by_heads(scope: str, claims: Sequence[Claim], cells: Sequence[Cell]) -> Iterator[Claim]:
    """A report's claims, with the scope that its column's head says; what else speaks of a scope
    speaks of the whole file."""
    head = next((c.label_breakdown for c in cells if c.label_breakdown), scope)
    yield Claim("table_head", head, scope=scope)
    yield from (replace(claim, scope=None) for claim in claims)


def fit_together(reports: Sequence[Extraction]) -> bool:
    """Whether all departments' figures are not, by and large, less than those of one of them."""
    figures = {
        r.scope: {(c.topic, c.item): c.value for c in r.cells if c.value is not None}
        for r in reports
    }
    own, all_of_them = figures.get(OWN, {}), figures.get(ALL, {})
    both = [(own[key], all_of_them[key]) for key in own.keys() & all_of_them.keys()]
    return sum(a > b for a, b in both) <= sum(a < b for a, b in both)
