"""What is looked at: a sheet with its ink, and one cell of it on the way to its text."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.recognition.faint import faint_mask, level_ones
from transforms.recognition.glyphs import Glyph
from transforms.recognition.ink import CellInk, Part, ink_mask, rests_of_seals
from transforms.recognition.pixels import Mask, Pixels
from transforms.recognition.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Marks:
    """A cell on the way: its ink, its characters, and its lines of parts."""

    ink: CellInk
    glyphs: tuple[Glyph, ...]
    lines: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is looked at: the sheet, its ink, the pixels of its rules, and what is too pale to be
    ink, yet there."""

    grey: Pixels
    ink: Mask
    rules: Mask
    faint: Mask


def canvas_of(sheet: Sheet, rules: Mask) -> Canvas:
    """The canvas of a sheet with the pixels of its rules."""
    ink = ink_mask(sheet.type)
    faint = faint_mask(sheet.type, ink)
    if sheet.sealed is None:
        return Canvas(sheet.type, ink, rules, faint)
    rests = rests_of_seals(sheet.type, ink, sheet.sealed)
    sealed = level_ones((faint | rests) & sheet.sealed)
    faint = (faint & ~sheet.sealed) | sealed
    return Canvas(sheet.type, ink & ~rests, rules, faint)
