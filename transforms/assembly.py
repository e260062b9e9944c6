"""From the tables found in a document to its cells: which form, which instance, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from transforms.extraction import Cell, Problem
from transforms.forms import Table, form_years, tables
from transforms.tables.segment import Segment

_NEWEST = "2021"
_PART = 0.1  # of the cells that are there
_NAMED_AT_MOST = 12  # missing cells named in a message

_Name = tuple[str, str, str]  # topic, item, breakdown
_Instance = dict[tuple[str, str], tuple[str, Cell]]  # by item and breakdown: form, cell


def assemble(
    segments: Sequence[Segment], year: int | None = None
) -> tuple[list[Cell], list[Problem]]:
    """Cells with form and table instance, and the problems of all tables, completeness included.

    Where no table shows its form, because several forms share all that it has, it is that of the
    report's `year`.
    """
    problems: list[Problem] = []
    own = [_own_form(s) for s in segments]
    main = _main_form(own, _usual_form(segments, year))
    forms = _forms(segments, own, main)
    cells: list[Cell] = []
    for topic in dict.fromkeys(s.table.topic for s in segments):
        own_parts = [
            (form, s) for s, form in zip(segments, forms, strict=True) if s.table.topic == topic
        ]
        kept = _without_excerpts([s for _, s in own_parts])
        parts = [(form, s.cells) for form, s in own_parts if s.part.grid.index in kept]
        topic_cells, found = _instances(topic, parts)
        cells.extend(topic_cells)
        problems.extend(found)
    absent, missing = _lacking(cells, main)
    incomplete = {*absent, *(key[0] for key in missing)}
    told = [p for s in segments for p in s.problems if _counts(p, s.table.topic, incomplete)]
    if cells:
        problems.extend(_incomplete(absent, missing))
    return cells, list(dict.fromkeys([*told, *problems]))


def completeness(cells: Sequence[Cell]) -> list[Problem]:
    """What cells that were put together lack of their form."""
    return _incomplete(*_lacking(cells, _form_of(cells))) if cells else []


def in_fragments(cells: Sequence[Cell]) -> set[str]:
    """The topics of which a good part is missing; all if a whole table of the form is, or much."""
    if not cells:
        return set()
    absent, missing = _lacking(cells, _form_of(cells))
    there, lost = Counter(c.topic for c in cells), Counter(topic for topic, _, _ in missing)
    if absent or len(missing) > _PART * len(cells):
        return set(there)
    return {topic for topic, count in lost.items() if count > 2 * _PART * there[topic]}


def _form_of(cells: Sequence[Cell]) -> str:
    return Counter(c.form for c in cells).most_common(1)[0][0]


def _lacking(cells: Sequence[Cell], main: str) -> tuple[tuple[str, ...], tuple[_Name, ...]]:
    """Topics without any figure, and cells that tables which are there lack."""
    absent, missing = _missing(frozenset((c.topic, c.item, c.breakdown) for c in cells), main)
    return absent, tuple(m for m in missing if not _is_of_another_form(m, cells, main))


def _counts(problem: Problem, topic: str, incomplete: set[str]) -> bool:
    """Whether a problem raises a doubt: a row that no form has does so only where a row is missing
    that it might be."""
    return problem.code != "unmapped_row" or topic in incomplete


def _main_form(own: Sequence[str], usual: str) -> str:
    """The form of the document as a whole: that of most tables which only one form has."""
    votes = Counter(filter(None, own))
    return max(votes, key=lambda f: (votes[f], f)) if votes else usual


def _usual_form(segments: Sequence[Segment], year: int | None) -> str:
    """The form of that year among those that the tables may be on, else the newest."""
    may_be = {form for s in segments for form in s.table.forms}
    of_year = [f for f, years in form_years().items() if year is not None and year in years]
    return next((form for form in of_year if form in may_be), _NEWEST)


def _own_form(segment: Segment) -> str:
    """The form that this table shows by itself; empty if forms share all that it has."""
    if len(segment.table.forms) == 1:
        return segment.table.forms[0] if segment.cells else ""
    shared = set(segment.table.forms)
    for item in {cell.item for cell in segment.cells}:
        shared.intersection_update(segment.table.item(item).forms)
    return next(iter(shared)) if len(shared) == 1 else ""


def _forms(segments: Sequence[Segment], own: Sequence[str], main: str) -> list[str]:
    if not any(own) and any(
        c.item == "other" and c.topic == "requests" for s in segments for c in s.cells
    ):
        main = "2019"
    return [form or main for form in own]


def _without_excerpts(segments: Sequence[Segment]) -> set[int]:
    """Indices of the grids to be kept: not of those that only repeat figures of larger ones, as a
    comparison of two years in a report's first section does."""
    indices = {s.part.grid.index for s in segments}
    if len(indices) < 2:
        return indices
    grids: dict[int, dict[tuple[str, str], Cell]] = {}
    for segment in segments:
        cells = grids.setdefault(segment.part.grid.index, {})
        cells |= {(c.item, c.breakdown): c for c in segment.cells}
    known: dict[tuple[str, str], Cell] = {}
    kept: set[int] = set()
    for index, cells in sorted(grids.items(), key=lambda grid: -len(grid[1])):
        if not cells or not all(k in known and _same(known[k], c) for k, c in cells.items()):
            kept.add(index)
            known = cells | known
    return kept


def _same(cell: Cell, other: Cell) -> bool:
    return (cell.value, cell.state) == (other.value, other.state)


def _instances(
    topic: str, parts: Iterable[tuple[str, Sequence[Cell]]]
) -> tuple[list[Cell], list[Problem]]:
    """Number the tables of one topic: parts that do not overlap make up one instance.

    A table that merely repeats another is dropped; two that differ stay both, announced.
    """
    instances: list[_Instance] = []
    for form, part in parts:
        keyed = {(c.item, c.breakdown): (form, c) for c in part}
        home = next((i for i in instances if not i.keys() & keyed.keys()), None)
        if home is None:
            instances.append(keyed)
        else:
            home.update(keyed)
    distinct: list[_Instance] = []
    for instance in instances:
        if not any(_repeats(instance, other) for other in distinct):
            distinct.append(instance)
    cells = [
        cell if cell.form == form and n == 0 else Cell(form, *cell[1:-1], n)
        for n, instance in enumerate(distinct)
        for form, cell in instance.values()
    ]
    if len(distinct) < 2:
        return cells, []
    message = f"{topic}: {len(distinct)} tables with different figures in one document"
    return cells, [Problem("ambiguous", message)]


def _repeats(part: _Instance, whole: _Instance) -> bool:
    return all(key in whole and _same(whole[key][1], cell) for key, (_, cell) in part.items())


@lru_cache(maxsize=256)  # most reports have the same cells
def _missing(found: frozenset[_Name], main: str) -> tuple[tuple[str, ...], tuple[_Name, ...]]:
    """Topics without any figure, and cells that tables which are there lack."""
    topics = {topic for topic, _, _ in found}
    missing = [
        key
        for topic in _topics(main)
        if topic in topics
        for key in _expected(topic, main, found)
        if key not in found
    ]
    return tuple(t for t in _topics(main) if t not in topics), tuple(missing)


def _is_of_another_form(key: _Name, cells: Sequence[Cell], main: str) -> bool:
    """Whether a hybrid report has the sub-table of a missing cell on another form than its main
    one, or lacks a sub-table that only the main form has."""
    topic, part = key[0], _subtables().get(key[:2])
    if not part:
        return False
    by_part = {(c.form, _subtables().get((c.topic, c.item))) for c in cells if c.topic == topic}
    homes = {form for form, subtable in by_part if subtable == part}
    if homes:
        return main not in homes
    others = {form for form, _ in by_part} - {main}
    named = {
        _subtables()[topic, i.code]
        for t in tables()
        if others & {*t.forms}
        for i in t.items
        if t.topic == topic
    }
    return bool(others) and part not in named


@cache
def _subtables() -> dict[tuple[str, str], str]:
    """Which sub-table (第二十条第（五）项) an item stands in, by topic and item; empty: none."""
    return {(t.topic, i.code): i.subtable for t in tables() for i in t.items}


def _incomplete(absent: Sequence[str], missing: Sequence[_Name]) -> list[Problem]:
    problems = []
    if absent:
        problems.append(Problem("tables_missing", f"no figures found for: {', '.join(absent)}"))
    if missing:
        more = f" and {len(missing) - _NAMED_AT_MOST} more" if len(missing) > _NAMED_AT_MOST else ""
        named = ", ".join("/".join(key) for key in missing[:_NAMED_AT_MOST])
        problems.append(
            Problem("cells_missing", f"{len(missing)} cells of the form are missing: {named}{more}")
        )
    return problems


def _topics(form: str) -> list[str]:
    return list(dict.fromkeys(t.topic for t in tables() if form in t.forms))


def _expected(topic: str, main: str, found: frozenset[_Name]) -> list[_Name]:
    """Cells that a complete table of this topic has, given which rows it has and in which form."""
    expected: list[_Name] = []
    rows = {key[:2] for key in found}
    for table in (t for t in tables() if t.topic == topic):
        replaced = _replaced(table, found)
        for item in table.items:
            shown = any(
                (topic, item.code, b) in found
                for b in item.breakdowns
                if _tells(topic, item.code, b)
            )
            elsewhere = (topic, item.code) in rows
            if item.code in replaced or (item.instead_of and not shown):
                continue
            if shown or (not elsewhere and main in item.forms):
                expected.extend((topic, item.code, b) for b in item.breakdowns)
    return list(dict.fromkeys(expected))


@cache
def _tells(topic: str, item: str, breakdown: str) -> bool:
    """Whether a cell tells one form from another: it stands in one form's table only."""
    homes = [
        t
        for t in tables()
        if t.topic == topic and any(i.code == item and breakdown in i.breakdowns for i in t.items)
    ]
    return len(homes) == 1


def _replaced(table: Table, found: frozenset[_Name]) -> set[str]:
    """Rows for which another row stands, and rows that stand for none."""
    codes = {key[1] for key in found if key[0] == table.topic}
    replaced: set[str] = set()
    for item in table.items:
        if item.instead_of:
            replaced |= set(item.instead_of) if item.code in codes else {item.code}
    return replaced
