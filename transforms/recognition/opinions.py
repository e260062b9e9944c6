"""Several opinions on each figure: two preparations of its picture, a third for all but a lone zero
on which they agree, and the vote of the page's other digits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from transforms.recognition.broken_fours import with_fours
from transforms.recognition.canvas import Canvas, Marks
from transforms.recognition.crops import PAD, as_is, cleaned, coarse, lean_of
from transforms.recognition.dashes import may_be_rule
from transforms.recognition.engine import Read, read_lines
from transforms.recognition.figures import (
    DOTTED_ZEROS,
    LIKELY,
    SURE,
    Figure,
    agree,
    decide,
    digit_glyphs,
    may_be_figure,
    step_of,
)
from transforms.recognition.glyphs import (
    Glyph,
    figure_parts,
    glyphs,
    is_blot,
    lost_parts,
    may_be_cut,
    short_minus,
)
from transforms.recognition.ink import Part
from transforms.recognition.one_type import of_other_type
from transforms.recognition.shapes import Sample, doubtful, is_ring, shape_of

_CLEAR = 0.9  # of a score: certainly a digit
_USUAL = ("0",)  # figures that two readings settle
_BENT = 3  # dashes that may be pieces of rules: all of the sheet's may be
_ENOUGH = 4  # numbers of several digits to tell the page's usual steps, zeros to tell their dots
_MANY, _OFTENER = 8, 4  # of a page's figures: no digit but 0 is so frequent; times as frequent
_TALL = 0.6  # of a digit's height: what is smaller is a sign, or dirt
_ALIKE = 1.25  # times, by which digits of one figure differ in height at most
_SAME, _OTHERS = 1.12, 1  # and those of another figure in its type, which shows that there is one
_SYMMETRIC = ("0", "8")  # digits that lean only if their type does


def figures_of(
    canvas: Canvas, cells: Sequence[Marks], reads: Sequence[Sequence[Read]], digit: float
) -> dict[int, Figure]:
    """Cells that hold a figure, decided by further readings and by the shapes of all digits."""
    chosen = [
        n
        for n, cell in enumerate(cells)
        if len(cell.lines) == 1 and may_be_figure(reads[n][0].text) and not is_blot(cell.ink, digit)
    ]
    digit = _printed_height(chosen, cells, reads) or digit
    found = {n: glyphs(cells[n].ink, digit) or list(cells[n].glyphs) for n in chosen}
    parts = {n: figure_parts(found[n], digit) for n in chosen}
    chosen = [n for n in chosen if parts[n]]
    opinions = _opinions(canvas, cells, {n: reads[n][0] for n in chosen}, parts)
    shown = {n: _shown(found[n], parts[n]) for n in chosen}
    high = _own_heights(shown, digit)
    rings = {n for n in chosen if _is_ring(canvas, shown[n])}
    slant, pitch = _slant(canvas, opinions, shown), _pitch(opinions, shown, high)
    figures = {
        n: decide(
            opinions[n],
            shown[n],
            high[n],
            _lean(canvas, shown[n], slant),
            ring=n in rings,
            pitch=pitch * high[n],
        )
        for n in chosen
    }
    figures |= _further_zeros(figures, opinions, rings)
    figures = {n: with_fours(f, canvas, shown[n], high[n]) for n, f in figures.items()}
    samples = [
        Sample(n, character, shape_of(canvas.grey, (g.x0, g.top, g.x1, g.bottom)))
        for n, figure in figures.items()
        for character, g in digit_glyphs(figure.text.replace(" ", ""), shown[n], high[n])
    ]
    tall = {
        n: [g for g in shown[n] if g.bottom - g.top > _TALL * high[n]]
        for n, figure in figures.items()
        if any(character.isdigit() for character in figure.text)
    }
    written = of_other_type(canvas.grey, tall)
    lost = {
        n
        for n in chosen
        if lost_parts(cells[n].ink, parts[n], digit) or may_be_cut(cells[n].ink, parts[n], digit)
    }
    dashes = {n for n in chosen if set(figures[n].text) == {"-"}}
    bent = {n for n in dashes if _may_be_rule(cells[n], shown[n], high[n])}
    bent = dashes if len(bent) >= _BENT else bent
    short = {n: p for n in chosen if (p := short_minus(shown[n], high[n]))}
    for n in doubtful(samples) | lost | bent | written | _unlike(short):
        figures[n] = replace(figures[n], confidence=min(figures[n].confidence, LIKELY))
    return figures


def _unlike(signs: Mapping[int, Part]) -> set[int]:
    """Numbers of the cells whose short minus sign few others are like: it may be dirt."""
    alike = {
        n: sum(max(abs(p.width - q.width), abs(p.height - q.height)) <= 1 for q in signs.values())
        for n, p in signs.items()
    }
    return {n for n, count in alike.items() if count < _ENOUGH}


def _may_be_rule(cell: Marks, shown: Sequence[Glyph], digit: float) -> bool:
    """Whether dashes may be a rule's pieces."""
    _, top, _, bottom = cell.ink.box
    return may_be_rule(shown, digit, top, bottom)


def _further_zeros(
    figures: Mapping[int, Figure], opinions: Mapping[int, Sequence[Read]], rings: Collection[int]
) -> dict[int, Figure]:
    """Zeros with a dot that touches them, on a page whose other ones plainly are dotted rings; or
    in bold type, where hardly any other looks like a plain one."""
    alike = [n for n, figure in figures.items() if figure.text in DOTTED_ZEROS]
    bold = [n for n in alike if all(read.text in DOTTED_ZEROS for read in opinions[n])]
    zeros = [n for n, figure in figures.items() if figure.text == "0"]
    plain = [n for n in zeros if all(read.text == "0" for read in opinions[n])]
    if len(bold) >= max(_MANY, _OFTENER * len(plain)):
        return {n: Figure("0", SURE if n in bold else LIKELY) for n in alike}
    dotted = sum(any(read.text in DOTTED_ZEROS for read in opinions[n]) for n in rings)
    return {n: Figure("0", LIKELY) for n in alike} if dotted >= _ENOUGH else {}


def _opinions(
    canvas: Canvas,
    cells: Sequence[Marks],
    first: Mapping[int, Read],
    parts: Mapping[int, Sequence[Part]],
) -> dict[int, list[Read]]:
    """All readings of each figure; where dirt was among the first one's ink, it does not count."""
    opinions = {n: [read] for n, read in first.items()}
    dirty = [n for n in first if set(parts[n]) != set(cells[n].lines[0])]
    again = [cleaned(canvas.grey, canvas.ink, parts[n], PAD) for n in dirty]
    opinions |= {n: [read] for n, read in zip(dirty, read_lines(again), strict=True)}
    again = [
        coarse(canvas.grey, canvas.ink, parts[n])
        if n in dirty
        else as_is(canvas.grey, parts[n], cells[n].ink.box)
        for n in first
    ]
    for n, read in zip(first, read_lines(again), strict=True):
        opinions[n].append(read)
    split = [n for n in first if not agree(opinions[n]) or opinions[n][0].text not in _USUAL]
    again = [coarse(canvas.grey, canvas.ink, parts[n]) for n in split]
    for n, read in zip(split, read_lines(again), strict=True):
        opinions[n].append(read)
    return opinions


def _printed_height(
    chosen: Sequence[int], cells: Sequence[Marks], reads: Sequence[Sequence[Read]]
) -> float:
    """The height of what was read as a digit and nothing else; 0 if there is none."""
    heights = [
        max(p.height for p in cells[n].lines[0])
        for n in chosen
        if reads[n][0].text.isdigit() and reads[n][0].score > _CLEAR
    ]
    return float(np.median(heights)) if heights else 0.0


def _shown(found: Sequence[Glyph], parts: Sequence[Part]) -> list[Glyph]:
    return [g for g in found if g.parts[0] in parts]


def _slant(
    canvas: Canvas, opinions: Mapping[int, Sequence[Read]], shown: Mapping[int, Sequence[Glyph]]
) -> float:
    """How much the page's digits lean: those of italic type do. 0 where no digit tells."""
    leans = [
        _lean(canvas, shown[n], 0.0)
        for n, reads in opinions.items()
        if len(shown[n]) == 1 and all(read.text in _SYMMETRIC for read in reads)
    ]
    return float(np.median(leans)) if leans else 0.0


def _own_heights(shown: Mapping[int, Sequence[Glyph]], digit: float) -> dict[int, float]:
    """The height of each figure's digits: what was typed into a form is often of a larger type.
    One that no other figure has is no type's: the usual height stands for it."""
    own: dict[int, float] = {}
    for n, found in shown.items():
        tall = [g.bottom - g.top for g in found if g.bottom - g.top > _TALL * digit]
        alike = bool(tall) and max(tall) <= _ALIKE * min(tall)
        own[n] = float(np.median(tall)) if alike else digit
    return {
        n: high if sum(_near(high, other) for other in own.values()) > _OTHERS else digit
        for n, high in own.items()
    }


def _near(high: float, other: float) -> bool:
    return high / _SAME < other < high * _SAME


def _pitch(
    opinions: Mapping[int, Sequence[Read]],
    shown: Mapping[int, Sequence[Glyph]],
    high: Mapping[int, float],
) -> float:
    """How far it usually is from one digit to the next, in heights of a digit; 0 where too few
    tell."""
    steps = [step_of(reads[0].text, shown[n], high[n]) / high[n] for n, reads in opinions.items()]
    known = [step for step in steps if step > 0]
    return float(np.median(known)) if len(known) >= _ENOUGH else 0.0


def _lean(canvas: Canvas, found: Sequence[Glyph], slant: float) -> float:
    """Of a single stroke, against the page's type."""
    if len(found) != 1:
        return 0.0
    glyph = found[0]
    return lean_of(canvas.ink, (glyph.x0, glyph.top, glyph.x1, glyph.bottom)) - slant


def _is_ring(canvas: Canvas, found: Sequence[Glyph]) -> bool:
    """Whether a single glyph is a ring."""
    if len(found) != 1:
        return False
    glyph = found[0]
    return is_ring(canvas.ink, (glyph.x0, glyph.top, glyph.x1, glyph.bottom))
