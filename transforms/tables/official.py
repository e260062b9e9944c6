"""Official labels in the plain form in which printed ones are compared with them."""

from __future__ import annotations

import re
from functools import cache

from transforms.forms import Item, Table, headed_tables, tables
from transforms.tables.labels import plain

_LIKE_SECTION = re.compile("[一二三四五六七八九十]+、")


@cache
def breakdown_variants(table: Table) -> dict[str, tuple[str, ...]]:
    """Plain labels by which a column of the table may be called, by code."""
    return {b.code: tuple(map(plain, (b.label, *b.synonyms))) for b in table.breakdowns}


@cache
def item_variants(item: Item) -> tuple[str, ...]:
    """Plain labels by which a row may be called: its own, synonyms, and its group before each."""
    names = [plain(n) for n in (item.label, *item.synonyms)]
    group = plain(item.group) if item.group else ""
    return tuple(names + [group + name for name in names if group])


@cache
def item_labels(table: Table) -> frozenset[str]:
    """Plain labels of all rows of a table."""
    return frozenset(v for i in table.items for v in item_variants(i))


@cache
def official_labels() -> frozenset[str]:
    """Plain labels of all rows and columns of all forms."""
    rows = [v for t in tables() for i in t.items for v in item_variants(i)]
    return frozenset(rows) | official_columns()


@cache
def official_columns() -> frozenset[str]:
    """Plain labels of all columns of all forms."""
    return frozenset(
        n for t in headed_tables() for names in breakdown_variants(t).values() for n in names
    )


@cache
def official_groups() -> frozenset[str]:
    """Plain labels that stand above those of several rows."""
    return frozenset(plain(i.group) for t in tables() for i in t.items if i.group)


@cache
def numbered_labels() -> frozenset[str]:
    """Plain labels of rows, and groups of rows, that are numbered as sections are: 一、本年新收…

    Groups of a list are called as sections are, too (三、依申请公开情况), and are not among them.
    """
    names = [i.label for t in tables() for i in t.items]
    names += [i.group for t in headed_tables() for i in t.items]
    return frozenset(plain(n) for n in names if _LIKE_SECTION.match(n))


@cache
def subtables() -> frozenset[str]:
    """Plain names of the parts that tables have: 第二十条第（一）项."""
    return frozenset(plain(i.subtable) for t in tables() for i in t.items if i.subtable)


@cache
def captions() -> frozenset[str]:
    """Plain labels that stand in headers beside those of the columns."""
    return frozenset(plain(c) for t in headed_tables() for c in t.captions)


@cache
def official_items() -> frozenset[str]:
    """Plain labels of all rows of tables with headers."""
    return frozenset(v for t in headed_tables() for i in t.items for v in item_variants(i))
