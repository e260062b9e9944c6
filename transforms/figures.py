"""All figures of one report: from its tables, from tables whose lines are gone, from sentences, and
those of local forms, which have no codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transforms import alignment
from transforms.assembly import assemble, in_fragments
from transforms.blocks import PRINTED, Block, Grid
from transforms.extraction import Cell, Problem, UnmappedCell
from transforms.flat.flat_tables import flat_grids
from transforms.flat.items_apart import read_apart
from transforms.flat.prose import read_prose
from transforms.forms import prescribed
from transforms.tables.identities import confirmed, doubted
from transforms.tables.local_forms import local_forms
from transforms.tables.segment import Segment
from transforms.values import counts_in_lots

_WORD = 0.6  # how sure a word in a figure's place is
_LOOSE = 0.85  # confidence of figures told by order alone, where some are missing
_OF_LABELS = ("label_doubtful", "ambiguous")
_TOPICS = 3  # proactive, requests, review
_MOST_OF_LIST = 30  # cells of one that are more than a few names that other tables share
_UNIT_SAID = "单位"
_LONGEST_CORNER = 120  # characters; a cell of a page's layout holds the whole article
_LONGEST_NOTE = 30  # characters of a line that says the unit of a table


@dataclass(frozen=True, slots=True)
class Figures:
    """Cells with codes, figures without, and what is doubtful or missing.

    `no_known_form`: there are figures, and all of them stand on local forms. `scopes`: whose
    figures the columns of a list hold, where they are several bodies' and none was asked for.
    """

    cells: tuple[Cell, ...]
    unmapped: tuple[UnmappedCell, ...]
    problems: tuple[Problem, ...]
    no_known_form: bool = False
    scopes: tuple[str, ...] = ()


def figures(
    grids: Sequence[Grid],
    paragraphs: Sequence[str],
    year: int | None,
    *,
    recognised: bool = False,
    scope: str = "",
    blanks: Sequence[int] = (),
    blocks: Sequence[Block] = (),
) -> Figures:
    """Everything that can be read; `year` is the fiscal year that the report claims, `scope` whose
    figures are wanted where columns hold several bodies', `blanks` the empty lines behind each
    paragraph, `blocks` grids and paragraphs in their order.

    Running text that was `recognised` from a picture gives no figures: they would be guesses.
    """
    segments = alignment.read_grids([g for g in grids if g.shown], scope)
    found = {s.table.topic for s in segments if s.cells}
    if hidden := [g for g in grids if not g.shown]:
        segments += [s for s in alignment.read_grids(hidden, scope) if s.table.topic not in found]
        found = {s.table.topic for s in segments if s.cells}
    flat: Sequence[Grid] = ()
    if len(found) < _TOPICS and not recognised and not _is_list(segments):
        flat = flat_grids(paragraphs, max((g.index for g in grids), default=0) + 1, blanks)
        segments += [s for s in alignment.read_grids(flat, scope) if s.table.topic not in found]
    if not recognised:
        segments += read_apart(blocks, segments, len(grids) + len(flat))
    segments = _without_later_lists(segments, year)
    found = {s.table.topic for s in segments if s.cells}
    if len(found) < _TOPICS and not recognised:
        segments += read_prose(paragraphs, found, year)
    cells, problems = assemble(segments, year)
    if cells and (said := _counted_in_lots(paragraphs, grids)):
        problems = [*problems, Problem("unit_assumed", f"it counts in lots: {said!r}")]
    unmapped = [cell for segment in segments for cell in segment.unmapped]
    local = [] if cells else _local([*grids, *flat], segments)
    if local:
        message = f"a local form: {len(local)} figures are kept as unmapped cells"
        problems = [*problems, Problem("no_known_form", message)]
    weighed = _weighed(cells, problems, grids, recognised)
    return Figures(
        tuple(of_parts(weighed, _lines_are_gone)),
        (*unmapped, *local),
        tuple(problems),
        no_known_form=bool(local),
        scopes=() if scope else next((s.scopes for s in segments if s.scopes), ()),
    )


def _without_later_lists(segments: list[Segment], year: int | None) -> list[Segment]:
    """The segments without those of a list that was not prescribed yet in that year, unless most
    of it stands there: local forms before it call much the same."""
    found = Counter(s.table for s in segments for _ in s.cells if s.table.layout == "list")
    later = {
        table
        for table, count in found.items()
        if year and not prescribed(table, year) and count * 2 < len(table.items)
    }
    return [s for s in segments if s.table not in later]


def of_parts(cells: Sequence[Cell], is_loose: Callable[[Cell], bool]) -> Sequence[Cell]:
    """The cells, the loose ones unsure where much of the form is missing: what was told from the
    order of words may be in other cells then, and add up all the same."""
    topics = in_fragments(cells) if any(map(is_loose, cells)) else set()
    return [
        c._replace(confidence=min(c.confidence, _LOOSE)) if c.topic in topics and is_loose(c) else c
        for c in cells
    ]


def _is_list(segments: Sequence[Segment]) -> bool:
    """Whether the report's form is a list, which has all of its figures, and that was found."""
    return sum(len(s.cells) for s in segments if s.table.layout == "list") >= _MOST_OF_LIST


def _counted_in_lots(paragraphs: Sequence[str], grids: Sequence[Grid]) -> str | None:
    """What is printed beside the tables of a unit such as 百件; in a column's head the column alone
    is doubted."""
    lines = [p for p in paragraphs if _UNIT_SAID in p and len(p) <= _LONGEST_NOTE]
    texts = [c.text for g in grids for c in g.cells if _UNIT_SAID in c.text]
    notes = [*lines, *(text for text in texts if len(text) <= _LONGEST_CORNER)]
    return next(filter(counts_in_lots, notes), None)


def _if_word(cell: Cell) -> Cell:
    """The cell, unsure where a word was recognised in a figure's place: a seal or a pen has made it
    of a figure."""
    misread = cell.state == "text" and _WORD < cell.confidence < PRINTED
    return cell._replace(confidence=_WORD) if misread else cell


def _weighed(
    cells: Sequence[Cell], problems: Sequence[Problem], grids: Sequence[Grid], recognised: bool
) -> Sequence[Cell]:
    """The cells, each as sure as the form's sums leave it. What was read from a doubtful label
    stays doubtful: sums are the same if two rows change places."""
    doubtful = {p.message.split("/")[0] for p in problems if p.code in _OF_LABELS}
    if recognised:
        cells = [_if_word(c) for c in cells]
        weighed = doubted(cells, lambda c: c.confidence < PRINTED or _lines_are_gone(c))
        return confirmed(weighed, lambda c: c.confidence < PRINTED and c.topic not in doubtful)
    if any(map(_lines_are_gone, cells)):
        return doubted(cells, _lines_are_gone)
    if all(c.confidence == PRINTED for c in cells):
        return cells
    unsure = {id(g.locator) for grid in grids for g in grid.cells if g.confidence < PRINTED}
    return confirmed(cells, lambda c: id(c.locator) in unsure and c.topic not in doubtful)


def _local(grids: Sequence[Grid], segments: Sequence[Segment]) -> list[UnmappedCell]:
    claimed = {s.part.grid.index for s in segments}
    free = [g for g in grids if g.index not in claimed]
    return [cell for form in local_forms(free) for cell in form.cells]


def _lines_are_gone(cell: Cell) -> bool:
    """Whether a cell was told from the order of words only: it may be its neighbour's."""
    return "paragraph" in cell.locator
