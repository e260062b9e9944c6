"""What a statutory table is: its rows, its columns, and what must hold between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal


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

    `leads` are words that may stand before an item's label and `endings` those that its label may
    carry or lack (数, 总数; 情况 in captions): rows are the same with any. `captions` are what may
    stand in the header beside those of the columns, `serials` those of columns that number the
    rows, `line_labels` what may stand before a line of figures, `other_heads` words in heads of
    columns that are not the year's, `whose_heads` words in heads that say whose figures stand
    below, `own_heads`, `all_heads` and `sum_heads` such heads as a whole: the agency's own (本级),
    all departments' together (汇总), and sums (合计), which are all departments' beside heads that
    say whose; as many columns as `least_columns` in a row of a grid make it this table's header.
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
    whose_heads: tuple[str, ...]
    own_heads: tuple[str, ...]
    all_heads: tuple[str, ...]
    sum_heads: tuple[str, ...]
    leads: tuple[str, ...]
    endings: tuple[str, ...]
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
