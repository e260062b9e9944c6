"""What is looked at: a sheet with its ink, and one cell of it on the way to its text."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.recognition.glyphs import Glyph
from transforms.recognition.ink import CellInk, Part
from transforms.recognition.pixels import Mask, Pixels


@dataclass(frozen=True, slots=True)
class Marks:
    """A cell on the way: its ink, its characters, and its lines of parts."""

    ink: CellInk
    glyphs: tuple[Glyph, ...]
    lines: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is looked at: the sheet, its ink, and the pixels of its rules."""

    grey: Pixels
    ink: Mask
    rules: Mask
