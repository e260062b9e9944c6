"""A text that was read in two ways: by the order of its words, and by the columns they stand in.

The first way is the usual one. Where it lacks cells of a topic, that topic is taken from the way
that has all or more of it, and filled up from the other if both agree as a rule. What the two ways
say otherwise is doubted: one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from transforms.assembly import completeness
from transforms.extraction import Cell, Problem
from transforms.figures import Figures, of_parts

_DIFFER = 0.5  # confidence of a cell that the other way reads otherwise
_ALONE = 0.85  # and of one that only the other way has
_MOST = 0.9  # of the cells that both ways have are the same, where one may fill up the other
_INCOMPLETE = ("cells_missing", "tables_missing")

_Name = tuple[str, str]  # item and breakdown
_Topic = dict[_Name, Cell]


def of_two_ways(usual: Figures, other: Figures) -> Figures:
    """The figures of the usual way, those of incomplete topics as both ways tell them."""
    lacking = [p.message for p in usual.problems if p.code in _INCOMPLETE]
    if not other.cells or any(c.table_instance for c in (*usual.cells, *other.cells)):
        return usual
    if usual.cells and not lacking:
        return usual
    first, second = _by_topic(usual.cells), _by_topic(other.cells)
    named = {t for t in second if not usual.cells or any(t in message for message in lacking)}
    cells: list[Cell] = []
    problems: list[Problem] = [p for p in usual.problems if p.code not in _INCOMPLETE]
    for topic in dict.fromkeys([*first, *second]):
        own, others = first.get(topic, {}), second.get(topic, {})
        if topic not in named:
            cells += own.values()
        elif _is_whole(topic, other, others) or _decided(others) > _decided(own):
            cells += _together(others, own, usual=own)
            problems = [p for p in problems if not p.message.startswith(topic)]
            problems += [p for p in other.problems if p.message.startswith(topic)]
        else:
            cells += _together(own, others, usual=own)
    problems += completeness(cells)
    whole = of_parts(cells, bool)
    return replace(usual, cells=tuple(whole), problems=tuple(problems))


def _by_topic(cells: Sequence[Cell]) -> Mapping[str, _Topic]:
    found: dict[str, _Topic] = {}
    for cell in cells:
        found.setdefault(cell.topic, {})[cell.item, cell.breakdown] = cell
    return found


def _is_whole(topic: str, way: Figures, cells: _Topic) -> bool:
    """Whether a way has all of a topic without a doubt."""
    return bool(cells) and not any(topic in problem.message for problem in way.problems)


def _decided(cells: _Topic) -> int:
    return sum(cell.state in ("number", "blank", "not_applicable") for cell in cells.values())


def _together(cells: _Topic, others: _Topic, *, usual: _Topic) -> Iterator[Cell]:
    """The cells, less sure where the others say otherwise, and those that only the others have: of
    the usual way even where both do not agree."""
    shared = cells.keys() & others.keys()
    same = {name for name in shared if _says(cells[name]) == _says(others[name])}
    for name, cell in cells.items():
        differs = name in shared and name not in same
        yield cell._replace(confidence=min(cell.confidence, _DIFFER)) if differs else cell
    agree = len(same) >= _MOST * len(shared)
    for name, cell in others.items() if agree or others is usual else ():
        if name not in cells:
            yield cell._replace(confidence=min(cell.confidence, _ALONE if agree else _DIFFER))


def _says(cell: Cell) -> tuple[float | None, str]:
    return cell.value, cell.state
