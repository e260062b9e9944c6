"""The forms' own identities (勾稽关系), as `transforms/forms` states them.

`requests.balance`: per applicant, received + carried in = concluded + carried out.
`requests.outcomes`: per applicant, all outcomes add up to those concluded; 其他处理 counts as its
three rows, or as one row where a report prints it so. `requests.applicants` and `review.outcomes`:
per row, the columns add up to the total. They do not apply to a table that the report lacks.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms.forms import Identity, Item, Table, tables
from warehouse.checks.rule import Kind, Rule, Side, Term


def rules() -> Iterator[Rule]:
    """One rule for each identity and each column (or row) that it holds for."""
    for table in tables():
        for identity in table.identities:
            yield from _rules(table, identity)


def _rules(table: Table, identity: Identity) -> Iterator[Rule]:
    if identity.per == "item":
        for item in table.items:
            if {*identity.left, *identity.right} <= set(item.breakdowns):
                terms = [Term("left", item.code, b) for b in identity.left]
                terms += [Term("right", item.code, b) for b in identity.right]
                yield Rule(identity.id, item.code, table.topic, tuple(terms), identity.relation)
    else:
        for breakdown in table.breakdowns:
            terms = [*_terms(table, "left", identity.left, breakdown.code)]
            terms += _terms(table, "right", identity.right, breakdown.code)
            yield Rule(identity.id, breakdown.code, table.topic, tuple(terms), identity.relation)


def _terms(table: Table, side: Side, patterns: tuple[str, ...], breakdown: str) -> Iterator[Term]:
    items = [i for i in table.items if breakdown in i.breakdowns]
    named = [i for i in items if any(_matches(i.code, p) for p in patterns)]
    parts = {part for item in named for part in item.instead_of}
    for item in named:
        yield Term(side, item.code, breakdown, _kind(item, parts))


def _kind(item: Item, parts: set[str]) -> Kind:
    if item.instead_of:
        return "whole"
    return "part" if item.code in parts else "always"


def _matches(code: str, pattern: str) -> bool:
    return code.startswith(pattern[:-1]) if pattern.endswith(".*") else code == pattern
