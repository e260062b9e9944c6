"""What the place of a check is called on the form, so that nobody has to look the code up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from transforms.forms import tables
from warehouse.checks.rule import Finding, Rule
from warehouse.figures import item_label


def label(check: Rule | Finding) -> str | None:
    """The official label of the row, column, cell or table that the check is applied to; None for
    a place that no form names (a section of the text, say)."""
    place = check.place.rpartition(":")[2]  # each:received, sum:received
    if isinstance(check, Rule) and {term.breakdown for term in check.terms} == {place}:
        return _columns().get(place)
    return _rows().get(place) or _columns().get(place) or _whole().get(place)


@cache
def _rows() -> Mapping[str, str]:
    """Of the newest form that has the row: the forms' data name it first."""
    found: dict[str, str] = {}
    for table in tables():
        for item in table.items:
            found.setdefault(item.code, item_label(item))
    return MappingProxyType(found)


@cache
def _columns() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for table in tables():
        for column in table.breakdowns:
            found.setdefault(column.code, column.label)
    return MappingProxyType(found)


@cache
def _whole() -> Mapping[str, str]:
    """Tables, and cells as topic/item/breakdown."""
    found: dict[str, str] = {}
    for table in tables():
        found.setdefault(table.topic, table.heading)
        for item in table.items:
            for code in item.breakdowns:
                name = f"{_rows()[item.code]} · {_columns()[code]}"
                found.setdefault(f"{table.topic}/{item.code}/{code}", name)
    return MappingProxyType(found)
