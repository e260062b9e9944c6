"""Rows of a text with a cell or a row on a line, where blank cells left no trace.

A label that no figure follows is a row of blanks. A row with fewer figures than columns is read as
far as the form's sums settle where its figures stand (`lost_blanks`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from transforms.blocks import Entry, GridCell
from transforms.forms import Item, Table
from transforms.tables.labels import enumerated, plain
from transforms.tables.lost_blanks import told_columns
from transforms.tables.official import item_variants, official_columns
from transforms.tables.row_values import RowValues, behind_labels
from transforms.tables.segment import Part
from transforms.values import parse

Told = Mapping[int, Entry]  # by column

_NUMERALS = "0123456789一二三四五六七八九"
_HEADS = 2  # labels of columns that make a run of labels a header


def with_rows_of_blanks(part: Part) -> Part:
    """The part with a row of its own for each label that another label follows."""
    if not _is_text(part):
        return part
    rows: list[list[Entry]] = []
    for row in part.rows:
        labels = row[: len(row) - len(behind_labels(row))]
        rows += ([label] for label in _rows_alone(part.header.table, labels))
        rows.append(row)
    return replace(part, rows=rows) if len(rows) > len(part.rows) else part


def told_by_sums(
    part: Part,
    decided: Mapping[int, tuple[Item, float]],
    laid_out: Sequence[RowValues | None],
    loose: Collection[int],
) -> dict[int, Told]:
    """The cells that can be told of rows with too few figures, by row and column. `loose`: rows
    that no form has, or that may be several of its rows."""
    short = [r for r in decided if laid_out[r] is None]
    if not short or not _is_text(part) or not part.header.complete:
        return {}
    behind = {r: behind_labels(part.rows[r]) for r in decided}
    width = len(part.header.columns)
    inside = [r for r in loose if min(decided) < r < max(decided)]
    extra = any(behind_labels(part.rows[r]) for r in inside)
    if extra or any(len(b) > width for b in behind.values()):
        return {}  # figures that are nobody's may be those of a label without any
    told: dict[int, Told] = {r: _blank(part, r) for r in short if not behind[r]}
    figures = {r: figures for r in decided if (figures := _figures(behind[r])) is not None}
    if len(figures) < len(decided) or not _is_whole(part, decided):
        return told
    items = {r: item.code for r, (item, _) in decided.items()}
    columns = [c.breakdown for c in part.header.columns]
    found = told_columns(part.header.table, columns, {items[r]: f for r, f in figures.items()})
    for r in short:
        settled = found.get(items[r], {}).items()
        entries = {c: _lost(part, r, c) if n is None else behind[r][n] for c, n in settled}
        told[r] = entries or told.get(r, {})
    return {r: entries for r, entries in told.items() if entries}


def _is_text(part: Part) -> bool:
    """Whether the rows were made of paragraphs, which leave empty cells out."""
    return not part.grid.aligned and any("paragraph" in c.locator for c in part.grid.cells[:1])


def _rows_alone(table: Table, labels: Sequence[Entry]) -> list[Entry]:
    """Of labels that follow each other those of rows, without the last one and without labels that
    stand for the rows below them: （六）其他处理."""
    names = [plain(e.cell.text) for e in labels]
    heads = [e for e in labels if not enumerated(e.cell.text)]
    if sum(plain(e.cell.text) in official_columns() for e in heads) >= _HEADS:
        return []
    return [
        entry
        for entry, name, following in zip(labels, names, names[1:], strict=False)
        if _names_row(table, name, following)
    ]


@lru_cache(maxsize=8192)
def _names_row(table: Table, name: str, following: str) -> bool:
    return any(_is_row(table, item, name, following) for item in table.items)


def _is_row(table: Table, item: Item, name: str, following: str) -> bool:
    if any(following in item_variants(table.item(code)) for code in item.instead_of):
        return False
    return any(_is_label(item, name, variant) for variant in item_variants(item))


def _is_label(item: Item, name: str, variant: str) -> bool:
    """Whether a name is an item's, perhaps with pieces of its group's label before it."""
    before = name.removesuffix(variant).rstrip(_NUMERALS)
    return name == variant or (name.endswith(variant) and before in plain(item.group))


def _figures(fields: Sequence[Entry]) -> tuple[float, ...] | None:
    """What a row's fields add to sums; None where one is no figure."""
    read = [parse(e.cell.text, "count") for e in fields]
    if any(value.state not in ("number", "not_applicable") for value in read):
        return None
    return tuple(value.value or 0.0 for value in read)


def _is_whole(part: Part, decided: Mapping[int, tuple[Item, float]]) -> bool:
    """Whether all rows of the form are there, or one for several."""
    items = [item for item, _ in decided.values()]
    replaced = {code for item in items for code in item.instead_of}
    missing = {i.code for i in part.header.table.items if not i.instead_of}
    missing -= {item.code for item in items} | replaced
    codes = {c.breakdown for c in part.header.columns}
    return not missing and all(codes == set(i.breakdowns) for i in items)


def _blank(part: Part, r: int) -> Told:
    return {c: _lost(part, r, c) for c in range(len(part.header.columns))}


def _lost(part: Part, r: int, column: int) -> Entry:
    """A blank cell that left no trace, where its row's label stands."""
    label = part.rows[r][-1 - len(behind_labels(part.rows[r]))].cell
    place = {k: v for k, v in label.locator.items() if k != "field"}
    return Entry(GridCell("", label.row, column, locator=place), column, column + 1, own=True)
