"""Rows that stand in one: every cell holds a line for each of them (labels, units, figures).

Split only where nothing has to be guessed: as many lines in each cell, official labels in one of
them and figures alone in another. An empty line that is missing leaves the row as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.blocks import Entry
from transforms.tables.labels import plain
from transforms.tables.official import official_labels
from transforms.values import parse

Row = list[Entry]
_FIGURES = ("number", "not_applicable")


def unstacked(rows: Sequence[Row]) -> list[Row]:
    """The rows with those split that stand in one."""
    if "\n" not in "".join([e.cell.text for row in rows for e in row]):
        return list(rows)
    found: list[Row] = []
    for row in rows:
        if any("\n" in e.cell.text for e in row if e.own):
            found += _split(row)
        else:
            found.append(row)
    return found


def _split(row: Row) -> list[Row]:
    lines = [e.cell.text.split("\n") if e.own else [e.cell.text] for e in row]
    counts = {len(texts) for e, texts in zip(row, lines, strict=True) if e.own and e.cell.text}
    if len(counts - {1}) != 1 or 1 in counts:
        return [row]
    count = max(counts)
    several = [texts for texts in lines if len(texts) == count]
    if not any(map(_are_labels, several)) or not any(map(_are_figures, several)):
        return [row]
    return [[_line(e, n) for e in row] for n in range(count)]


def _line(entry: Entry, number: int) -> Entry:
    if not entry.own or not entry.cell.text:
        return entry
    cell = entry.cell
    locator = {**cell.locator, "line": number + 1}
    return entry._replace(
        cell=cell._replace(text=cell.text.split("\n")[number], row_span=1, locator=locator)
    )


def _are_labels(texts: Sequence[str]) -> bool:
    known = sum(plain(text) in official_labels() for text in texts)
    return known * 2 >= len(texts)


def _are_figures(texts: Sequence[str]) -> bool:
    return all(parse(text, "count").state in _FIGURES for text in texts)
