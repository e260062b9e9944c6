"""Figures that stand in sentences, where a report has no table for them: read only where a clause
is a label of the form, a figure and a unit, and nothing else.

行政复议0件。其中结果维持0件；结果纠正0件 under the statutory heading; 政府网站公开信息2055条，
政务微博公开信息560条 for the indicators of a list. Sentences that speak of another time (同比,
累计, another year) are left alone; a figure that is stated twice differently is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from transforms.blocks import Grid
from transforms.extraction import Cell
from transforms.flat.prose_clauses import clauses, of_the_body
from transforms.forms import Table, headed_tables, list_tables, prescribed
from transforms.tables.header_columns import Header
from transforms.tables.labels import closest, plain
from transforms.tables.list_names import name_of
from transforms.tables.official import breakdown_variants, item_variants
from transforms.tables.segment import Part, Segment
from transforms.values import MONEY, parse

_CONFIDENCE = 0.7
_FEWEST_INDICATORS = 5  # of a list, before sentences are taken for it
_HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?.{2,40}")
_SHORT = 2
_COUNTED = re.compile("^本年|总?(?:件数|数量|数)$")
_ALIKE = 0.75  # of a heading with the statutory one
Key = tuple[str, str]  # item, breakdown


@dataclass
class _Found:
    """What sentences state for one table: every figure of a cell, with its clause and paragraph."""

    figures: dict[Key, list[tuple[str, str, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )


def read_prose(
    paragraphs: Sequence[str], found_topics: set[str], year: int | None
) -> list[Segment]:
    """One segment for each table of which sentences state figures and no table does.

    `found_topics` are those that tables have shown; `year` is the report's, if known.
    """
    segments = _without_parts(
        _segment(table, _under_heading(table, paragraphs, year))
        for table in headed_tables()
        if table.topic not in found_topics and _in_use(table, found_topics, year)
    )
    if not found_topics and not any(s.cells for s in segments):
        lists = [t for t in list_tables() if _in_use(t, found_topics, year)]
        segments = [_segment(t, _indicators(t, paragraphs, year)) for t in lists]
        segments = [s for s in segments if len(s.cells) >= _FEWEST_INDICATORS]
    return [s for s in segments if s.cells]


def _without_parts(segments: Iterable[Segment]) -> list[Segment]:
    """The segments without those of which another of their topic has all cells: what two forms of
    one table share is stated once."""
    kept: list[Segment] = []
    for segment in sorted(segments, key=lambda s: -len(s.cells)):
        keys = {(c.item, c.breakdown) for c in segment.cells}
        others = [k for k in kept if k.table.topic == segment.table.topic]
        if not any(keys <= {(c.item, c.breakdown) for c in other.cells} for other in others):
            kept.append(segment)
    return kept


def _in_use(table: Table, found_topics: set[str], year: int | None) -> bool:
    """Whether a report of that year, with these tables, can be on one of the table's forms."""
    if found_topics & {t.topic for t in list_tables()}:
        return False
    return year is None or prescribed(table, year)


def _under_heading(table: Table, paragraphs: Sequence[str], year: int | None) -> _Found:
    found, inside = _Found(), False
    for number, line in of_the_body(paragraphs):
        if len(line) <= 45 and _HEADING.fullmatch(line) and not _states(line, year):
            inside = closest(plain(line), (plain(table.heading),)) >= _ALIKE or (
                inside and line[0] in "(（"
            )
        elif inside:
            _read_rows(table, line, number, year, found)
    return found


def _states(line: str, year: int | None) -> bool:
    return any(one.figure for one in clauses(line, year))


def _read_rows(table: Table, text: str, number: int, year: int | None, found: _Found) -> None:
    """Clauses that name an item (its total), an item and a column, or a column of the last item,
    which may stand before them by itself: 规章：本年制发件数3件，本年废止件数1件."""
    item = ""
    for clause, label, figure in clauses(text, year):
        if not figure and (alone := _alone(table).get(plain(clause))):
            item = alone
            continue
        key = _named(table).get(label)
        if key is None and item and label in _columns(table):
            key = (item, _columns(table)[label])
        item = key[0] if key else ""
        if key and _unit_fits(table, key, figure):
            found.figures[key].append((figure, clause, number))


def _indicators(table: Table, paragraphs: Sequence[str], year: int | None) -> _Found:
    found = _Found()
    breakdown = table.breakdowns[0].code
    for number, line in of_the_body(paragraphs):
        parent = ""
        for clause, label, figure in clauses(line, year):
            owners = _owners(table).get(name_of(table, label), ())
            named = [c for c in owners if len(owners) == 1 or c.partition(".")[0] == parent]
            if len(named) != 1 or not _unit_fits(table, (named[0], breakdown), figure):
                continue
            parent = named[0].partition(".")[0]
            found.figures[named[0], breakdown].append((figure, clause, number))
    return found


@cache
def _named(table: Table) -> dict[str, Key]:
    """Labels that name one cell by themselves: of an item its total, of an item and a column."""
    named: dict[str, set[Key]] = defaultdict(set)
    columns = breakdown_variants(table)
    for item in table.items:
        for label in item_variants(item):
            if "total" in item.breakdowns:
                named[label].add((item.code, "total"))
            if len(item.breakdowns) == 1 and _is_money(table, (item.code, item.breakdowns[0])):
                named[label].add((item.code, item.breakdowns[0]))
            for code in item.breakdowns:
                for column in columns[code]:
                    named[label + column].add((item.code, code))
            for verb, code in _verbs(table).items():
                if code in item.breakdowns:
                    named[label + verb].add((item.code, code))
                    named[verb + label].add((item.code, code))
    return {
        label: keys.pop()
        for label, keys in named.items()
        if len(keys) == 1 and len(label) > _SHORT  # 其他, 总计: of what, a sentence does not say
    }


@cache
def _alone(table: Table) -> dict[str, str]:
    """Items by the labels that are theirs alone, and no column's."""
    named: dict[str, set[str]] = defaultdict(set)
    for item in table.items:
        for label in item_variants(item):
            named[label].add(item.code)
    columns = {n for names in breakdown_variants(table).values() for n in names}
    return {n: codes.pop() for n, codes in named.items() if len(codes) == 1 and n not in columns}


@cache
def _columns(table: Table) -> dict[str, str]:
    """Columns by label, without those that are an item's label too."""
    items = {v for i in table.items for v in item_variants(i)}
    columns = breakdown_variants(table)
    named = {n: code for code, names in columns.items() for n in names if n not in items}
    return _verbs(table) | named


@cache
def _verbs(table: Table) -> dict[str, str]:
    """What sentences say for a column's label, and its code: 制发 for 本年制发件数."""
    said = ((_COUNTED.sub("", plain(b.label)), b.code) for b in table.breakdowns)
    labels = {plain(b.label) for b in table.breakdowns}
    return {verb: code for verb, code in said if verb not in labels and len(verb) >= _SHORT}


@cache
def _owners(table: Table) -> dict[str, tuple[str, ...]]:
    """Items by label."""
    owners: dict[str, set[str]] = defaultdict(set)
    for item in table.items:
        for label in item_variants(item)[: 1 + len(item.synonyms)]:
            owners[label].add(item.code)
    return {name: tuple(sorted(codes)) for name, codes in owners.items()}


def _unit_fits(table: Table, key: Key, figure: str) -> bool:
    return _is_money(table, key) == figure.endswith("元")


def _is_money(table: Table, key: Key) -> bool:
    item, breakdown = key
    return table.unit_of(table.item(item), breakdown) == MONEY


def _segment(table: Table, found: _Found) -> Segment:
    segment = Segment(Part(Grid((), 0), Header(table, -1, -1, (), placed=True), []))
    for (item, breakdown), stated in found.figures.items():
        texts = {figure.replace(",", "") for figure, _, _ in stated}
        if len(texts) == 1:
            segment.cells.append(_cell(table, item, breakdown, stated[0]))
    if segment.cells:
        segment.doubt(
            "figures_from_prose",
            f": {len(segment.cells)} figures from sentences, for want of a table",
        )
    return segment


def _cell(table: Table, item: str, breakdown: str, stated: tuple[str, str, int]) -> Cell:
    figure, clause, number = stated
    value = parse(figure, table.unit_of(table.item(item), breakdown))
    return Cell(
        form="",
        topic=table.topic,
        item=item,
        breakdown=breakdown,
        value=value.value,
        state=value.state,
        raw=figure,
        unit=value.unit,
        label_item=clause,
        label_breakdown="",
        confidence=_CONFIDENCE,
        locator={"paragraph": number},
    )
