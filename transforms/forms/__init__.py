"""The statutory forms as data: one TOML file per table, read and checked once.

`years.csv` says for which fiscal years each form was prescribed; `local_indicators.csv` holds what
tells local forms, whose cells have no codes.

Codes, official labels, synonyms, units and identities stand in the data files beside this one;
code that uses them knows no label. A new form is a new file. Tables and items are loaded once and
compared by identity.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from transforms.forms.load import load
from transforms.forms.table import Breakdown, Identity, Item, Table

__all__ = [
    "Breakdown", "FormYears", "Identity", "Item", "Table", "form_years", "furniture",
    "headed_tables", "list_tables", "local_indicators", "prescribed",
    "section_headings", "tables",
]  # fmt: skip


@cache
def tables() -> tuple[Table, ...]:
    """Every statutory table, ordered by topic in the order of the report, newest form first."""
    loaded = [load(path) for path in sorted(Path(__file__).parent.glob("*.toml"))]
    return tuple(sorted(loaded, key=lambda t: (t.section, [-int(f) for f in t.forms])))


@cache
def headed_tables() -> tuple[Table, ...]:
    """The tables that are told by their headers."""
    return tuple(t for t in tables() if t.layout != "list")


@cache
def list_tables() -> tuple[Table, ...]:
    """The tables that are told by their rows."""
    return tuple(t for t in tables() if t.layout == "list")


@dataclass(frozen=True, slots=True)
class FormYears:
    """Fiscal years for which a form was prescribed; `last` is None while it is in use."""

    first: int
    last: int | None

    def __contains__(self, year: int) -> bool:
        """Whether the form was prescribed for that fiscal year."""
        return self.first <= year and (self.last is None or year <= self.last)


@cache
def form_years() -> dict[str, FormYears]:
    """By form, oldest first."""
    rows = _csv("years.csv")
    return {
        r["form"]: FormYears(int(r["first_year"]), int(r["last_year"]) if r["last_year"] else None)
        for r in rows
    }


def prescribed(table: Table, year: int) -> bool:
    """Whether one of a table's forms was prescribed by that fiscal year."""
    return any(form_years()[form].first <= year for form in table.forms)


@cache
def local_indicators() -> tuple[str, ...]:
    """Labels of rows that only local forms have, or had before the statutory ones."""
    return tuple(row["label"] for row in _csv("local_indicators.csv"))


@cache
def section_headings() -> tuple[str, ...]:
    """Headings of a report's sections, without numbers."""
    return tuple(row["heading"] for row in _csv("sections.csv"))


@cache
def furniture() -> tuple[str, ...]:
    """Regular expressions for how the lines begin that pages print below a report."""
    return tuple(row["begins"] for row in _csv("furniture.csv"))


def _csv(name: str) -> list[dict[str, str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
