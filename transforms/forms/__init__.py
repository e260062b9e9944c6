"""The statutory forms as data: one TOML file per table, read and checked once.

`years.csv` says for which fiscal years each form was prescribed; `local_indicators.csv` holds what
tells local forms, whose cells have no codes.

Codes, official labels, synonyms, units and identities stand in the data files beside this one;
code that uses them knows no label. A new form is a new file. Tables and items are loaded once and
compared by identity.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A column of a statutory table; `signed` columns hold changes (+19, 减3)."""

    code: str
    label: str
    english: str
    synonyms: tuple[str, ...] = ()
    group: str = ""
    unit: str = ""
    signed: bool = False
    sum_over_years: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A row of a statutory table: the topic's items in the order that the notice fixes.

    `breakdowns` are the columns that the row has; `forms` those that print the row; `instead_of`
    names rows that it replaces where it stands alone; `unit` is the row's, if not the table's.
    """

    code: str
    label: str
    english: str
    forms: tuple[str, ...]
    breakdowns: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    group: str = ""
    subtable: str = ""
    instead_of: tuple[str, ...] = ()
    unit: str = ""
    sum_over_years: bool = True


@dataclass(frozen=True, slots=True)
class Identity:
    """left = right, once per breakdown (terms are items) or once per item (terms are breakdowns).

    A term that ends in `.*` stands for all items below it.
    """

    id: str
    per: Literal["breakdown", "item"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: Literal["=", "<="] = "="


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One statutory table. In layout `rows`, items are rows; in `columns`, all is in the header;
    a `list` has one figure a row and is told by its rows, not by its header.

    `captions` are labels that stand in the header beside those of the columns, `serials` those of
    columns that number the rows, `line_labels` what may stand before a line of figures,
    `other_heads` words in heads of columns that are not the year's; as many columns as
    `least_columns` in a row of a grid make it this table's header.
    """

    topic: str
    forms: tuple[str, ...]
    section: int
    heading: str
    layout: Literal["rows", "columns", "list"]
    captions: tuple[str, ...]
    serials: tuple[str, ...]
    line_labels: tuple[str, ...]
    other_heads: tuple[str, ...]
    least_columns: int
    unit: str
    breakdowns: tuple[Breakdown, ...]
    items: tuple[Item, ...]
    identities: tuple[Identity, ...]

    def breakdown(self, code: str) -> Breakdown:
        """The column of that code; KeyError if the table has none."""
        return _breakdowns(self)[code]

    def item(self, code: str) -> Item:
        """The row of that code; KeyError if the table has none."""
        return _items(self)[code]

    def unit_of(self, item: Item, breakdown: str) -> str:
        """The unit of one cell: the row's, else the column's, else the table's."""
        return item.unit or self.breakdown(breakdown).unit or self.unit


@cache
def _breakdowns(table: Table) -> dict[str, Breakdown]:
    return {b.code: b for b in table.breakdowns}


@cache
def _items(table: Table) -> dict[str, Item]:
    return {i.code: i for i in table.items}


@cache
def tables() -> tuple[Table, ...]:
    """Every statutory table, ordered by topic in the order of the report, newest form first."""
    loaded = [_load(path) for path in sorted(Path(__file__).parent.glob("*.toml"))]
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


@cache
def local_indicators() -> tuple[str, ...]:
    """Labels of rows that only local forms have, or had before the statutory ones."""
    return tuple(row["label"] for row in _csv("local_indicators.csv"))


@cache
def section_headings() -> tuple[str, ...]:
    """Headings of a report's sections, without numbers."""
    return tuple(row["heading"] for row in _csv("sections.csv"))


def _csv(name: str) -> list[dict[str, str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _load(path: Path) -> Table:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return _table(data)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"form file {path.name}: {error}") from error


def _table(data: dict[str, Any]) -> Table:
    forms = tuple(data["forms"])
    breakdowns = tuple(Breakdown(**_tuples(b)) for b in data["breakdowns"])
    codes = tuple(b.code for b in breakdowns)
    defaults = {"forms": forms, "breakdowns": codes}
    items = tuple(Item(**(defaults | _tuples(i))) for i in data["items"])
    for item in items:
        if unknown := set(item.breakdowns) - set(codes):
            raise ValueError(f"item {item.code} names unknown breakdowns {sorted(unknown)}")
    identities = tuple(Identity(**_tuples(i)) for i in data.get("identities", ()))
    return Table(
        topic=data["topic"],
        forms=forms,
        section=data["section"],
        heading=data["heading"],
        layout=data["layout"],
        captions=tuple(data["captions"]),
        serials=tuple(data.get("serials", ())),
        line_labels=tuple(data.get("line_labels", ())),
        other_heads=tuple(data.get("other_heads", ())),
        least_columns=data["least_columns"],
        unit=data["unit"],
        breakdowns=breakdowns,
        items=items,
        identities=identities,
    )


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
