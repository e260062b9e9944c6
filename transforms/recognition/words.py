"""Words that were read unsurely are read again, otherwise prepared, and in their context."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.recognition.canvas import Canvas, Marks
from transforms.recognition.crops import PAD, as_is, box_of, cleaned, coarse, side_by_side
from transforms.recognition.engine import Read, read_lines
from transforms.recognition.figures import may_be_figure
from transforms.recognition.ink import CellInk, Part
from transforms.recognition.pixels import Pixels

_WEAK = 0.9  # of a score: words are read again
_SHORT = 8  # characters of a head that is broken into lines of one or two

Line = tuple[int, tuple[Part, ...]]  # the number of its cell, and its ink


def read_again(
    canvas: Canvas, cells: Sequence[Marks], lines: Sequence[Line], first: Sequence[Read]
) -> list[Read]:
    """The readings, those of unsure words again with all specks among them: 计 has a dot, which is
    as small as dirt, and a fax leaves of thin strokes little more. The surest one counts."""
    reads = list(first)
    weak = [k for k, r in enumerate(first) if r.score < _WEAK and not may_be_figure(r.text)]
    crops: list[Pixels] = []
    for k in weak:
        ink = cells[lines[k][0]].ink
        parts = _all_of_line(ink, lines[k][1])
        crops += [
            cleaned(canvas.grey, canvas.ink, parts, PAD),
            as_is(canvas.grey, parts, ink.box),
            coarse(canvas.grey, canvas.ink, parts),
        ]
    again = read_lines(crops)
    for n, k in enumerate(weak):
        reads[k] = _likeliest([reads[k], *again[3 * n : 3 * n + 3]])
    return reads


def _likeliest(reads: Sequence[Read]) -> Read:
    """The reading of which its kinds are surest together; no surer than the first one (which was
    unsure) where no other says the same."""
    sums: dict[str, float] = {}
    for read in reads:
        sums[read.text] = sums.get(read.text, 0.0) + read.score
    text = max(sums, key=lambda t: sums[t])
    scores = [read.score for read in reads if read.text == text]
    return Read(text, max(scores) if len(scores) > 1 else min(scores[0], reads[0].score))


def read_as_one(
    canvas: Canvas, cells: Sequence[Marks], reads: Sequence[Sequence[Read]]
) -> list[list[Read]]:
    """The readings cell by cell, those of short heads of several lines as one line where that is
    surer: a character by itself is harder to tell than a word."""
    found = [list(own) for own in reads]
    unsure = [n for n, own in enumerate(reads) if _is_unsure_head(own)]
    crops = [
        side_by_side(
            [
                as_is(canvas.grey, _all_of_line(cells[n].ink, line), cells[n].ink.box)
                for line in cells[n].lines
            ]
        )
        for n in unsure
    ]
    for n, read in zip(unsure, read_lines(crops), strict=True):
        least = min(r.score for r in reads[n])
        if read.score > least and not may_be_figure(read.text):
            same = read.text == "".join(r.text for r in reads[n])
            found[n] = [read if same else read._replace(score=least)]
    return found


def _is_unsure_head(reads: Sequence[Read]) -> bool:
    """Whether some of a head's few characters may be misread; one that looks like a figure among
    words is."""
    words = [not may_be_figure(read.text) for read in reads]
    if len(reads) < 2 or not any(words) or sum(len(read.text) for read in reads) > _SHORT:
        return False
    return not all(words) or min(read.score for read in reads) < _WEAK


def _all_of_line(ink: CellInk, line: Sequence[Part]) -> list[Part]:
    x0, top, x1, bottom = box_of(line)
    return [
        p for p in ink.parts if p.x0 >= x0 and p.x1 <= x1 and p.top >= top and p.bottom <= bottom
    ]
