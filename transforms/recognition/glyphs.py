"""Characters made of a cell's pieces of ink, and dirt told from them by size and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from transforms.recognition.ink import CellInk, Part

_SPECK = 0.3  # of a digit's height: dirt, or a dot
_BLOT = 0.55  # of a digit's height: what is as compact, and stands alone, is no character
_FULL = 0.6  # of its box is ink: a blot, and no character
_TALL = 0.6  # of a digit's height: what is smaller is a sign, or dirt
DASH = 0.28  # of a digit's height, at least, is a dash long
_LOST = 0.5  # of a digit's height
_SHORTEST_DASH = 0.18  # of a digit's height
_PIECE, _HIGHEST, _NEXT = 0.2, 1.4, 1.1  # of it: a digit's piece is so high, the next so near
_OFF = 0.22  # of the digits' height, a sign lies off their middle
_BREADTH = 3  # pixels: the rough border of a rule is thinner
_LONGISH = 1.4  # times as long as high: no blot
_HYPHEN = 1.15  # times as long as high: a hyphen, where a minus sign stands
_ONE = 0.72  # of a digit's height: two digits never are so narrow together, in any type


@dataclass(frozen=True, slots=True)
class Glyph:
    """Parts that stand over each other: one character, usually."""

    x0: int
    top: int
    x1: int
    bottom: int
    parts: tuple[Part, ...]


def glyphs(ink: CellInk, digit: float) -> list[Glyph]:
    """Characters from left to right and line by line mixed; `digit` is a digit's height in pixels.

    Dirt is left out; a dot at the foot of a line, between two characters, is a decimal point.
    """
    large = [p for p in ink.parts if max(p.width, p.height) >= _SPECK * digit]
    joined = _joined(large, digit)
    tall = [p for g in joined if g.bottom - g.top > _TALL * digit for p in g.parts]
    small = [
        p
        for p in ink.parts
        if p not in large and (_belongs(p, joined, digit) or _is_hyphen(p, tall, digit))
    ]
    return _whole(_joined([*large, *small], digit) if small else joined, digit)


def _whole(found: Sequence[Glyph], digit: float) -> list[Glyph]:
    """The glyphs, halves of one digit as one: a scan in black and white loses its thin strokes."""
    whole: list[Glyph] = []
    for glyph in found:
        if whole and _are_halves(whole[-1], glyph, digit):
            whole[-1] = _glyph([*whole[-1].parts, *glyph.parts])
        else:
            whole.append(glyph)
    return whole


def _are_halves(left: Glyph, right: Glyph, digit: float) -> bool:
    tall = min(g.bottom - g.top for g in (left, right)) > _TALL * digit
    level = min(left.bottom, right.bottom) - max(left.top, right.top) > _TALL * digit
    return tall and level and right.x1 - left.x0 < _ONE * digit


def _joined(parts: Sequence[Part], digit: float) -> list[Glyph]:
    """Parts that stand over each other as one glyph, from left to right."""
    joined: list[list[Part]] = []
    for part in sorted(parts, key=lambda p: (p.x0, p.top)):
        home = next((g for g in joined[::-1] if _stacked(g, part, digit)), None)
        if home is None:
            joined.append([part])
        else:
            home.append(part)
    return sorted((_glyph(g) for g in joined), key=lambda g: g.x0)


def lost_parts(ink: CellInk, parts: Sequence[Part], digit: float) -> bool:
    """Whether something too large for dirt, or as flat as a minus sign, is left out of a figure."""
    out = tuple(p for p in ink.parts if p not in parts)
    large = any(max(p.width, p.height) > _LOST * digit for p in out)
    minus = any(_may_be_minus(p, parts, digit) for p in out)
    return large or minus or holds_dash(CellInk(ink.box, out, ink.overrun), digit)


def _may_be_minus(speck: Part, parts: Sequence[Part], digit: float) -> bool:
    """Whether a speck stands where a minus sign does, however short a blurred hyphen is."""
    top, foot = min(p.top for p in parts), max(p.bottom for p in parts)
    gap = min(p.x0 for p in parts) - speck.x1
    off = (speck.top + speck.bottom - top - foot) / 2
    level = speck.width >= speck.height and speck.width > _SHORTEST_DASH * digit
    return level and -1 <= gap < _NEXT * digit and abs(off) < _OFF * (foot - top)


def _is_hyphen(small: Part, tall: Sequence[Part], digit: float) -> bool:
    """Whether a small part is the minus sign of what is tall: narrow type has short ones."""
    flat = small.width > _HYPHEN * small.height
    return bool(tall) and flat and _may_be_minus(small, tall, digit)


def short_minus(found: Sequence[Glyph], digit: float) -> Part | None:
    """The sign before a figure's digits that is so short that it may be dirt; None if there is
    none."""
    first = found[0].parts[0] if len(found) > 1 and len(found[0].parts) == 1 else None
    short = first and max(first.width, first.height) < _SPECK * digit
    return first if short and first and first.x1 <= found[1].x0 + 1 else None


def holds_piece(ink: CellInk, digit: float) -> bool:
    """Whether a rest of a rule may be a piece of a digit that the rule cuts."""
    return any(
        _PIECE * digit < rest.height < _HIGHEST * digit and rest.width >= _BREADTH
        for rest in ink.rests
    )


def may_be_cut(ink: CellInk, parts: Sequence[Part], digit: float) -> bool:
    """Whether a figure that reaches a side of its cell goes on there: what is left of a digit that
    a rule cuts looks like that rule's rough border."""
    top, foot = min(p.top for p in parts), max(p.bottom for p in parts)
    left, right = min(p.x0 for p in parts), max(p.x1 for p in parts)
    return any(
        rest.height > _PIECE * digit
        and rest.height < _HIGHEST * digit
        and min(foot, rest.bottom) - max(top, rest.top) > 0.5 * rest.height
        and max(left - rest.x1, rest.x0 - right) < _NEXT * digit
        for rest in ink.rests
    )


def figure_parts(found: Sequence[Glyph], digit: float) -> list[Part]:
    """Parts of what a figure is written with: digits, and signs where signs stand."""
    tall = [g for g in found if g.bottom - g.top > _TALL * digit]
    if not tall:
        return [p for g in found for p in g.parts]
    top = float(np.median([g.top for g in tall]))
    foot = float(np.median([g.bottom for g in tall]))
    signs = [g for g in found if g not in tall and _is_sign(g, tall, top, foot)]
    return [p for g in found if g in tall or g in signs for p in g.parts]


def _is_sign(glyph: Glyph, tall: Sequence[Glyph], top: float, foot: float) -> bool:
    """A minus or plus before the digits, at their middle; a point or comma between, at the foot."""
    height, middle = foot - top, (glyph.top + glyph.bottom) / 2
    before, behind = glyph.x1 <= tall[0].x0 + 1, glyph.x0 >= tall[-1].x1 - 1
    if before or behind:
        level = abs(middle - (top + foot) / 2) < _OFF * height
        flat = glyph.x1 - glyph.x0 > _HYPHEN * (glyph.bottom - glyph.top)
        square = min(glyph.x1 - glyph.x0, glyph.bottom - glyph.top) > 0.35 * height
        return before and level and (flat or square)
    return glyph.bottom > foot - 0.18 * height and glyph.top > top + 0.5 * height


def holds_dash(ink: CellInk, digit: float) -> bool:
    """Whether a speck is as flat as a minus sign."""
    return any(
        p.width >= _LONGISH * p.height and p.width > _SHORTEST_DASH * digit for p in ink.parts
    )


def is_blot(ink: CellInk, digit: float) -> bool:
    """Whether all that stands there is too compact for a character, and too large for a speck."""
    large = [p for p in ink.parts if max(p.width, p.height) >= _SPECK * digit]
    return bool(large) and all(
        max(p.width, p.height) < _BLOT * digit
        and (p.area > _FULL * p.width * p.height or max(p.width, p.height) < DASH * digit)
        and p.width < _LONGISH * p.height
        for p in large
    )


def _belongs(small: Part, characters: Sequence[Glyph], digit: float) -> bool:
    """Whether a small part is a piece of a character, or the point between two."""
    if any(
        g.x0 - 1 <= small.x0
        and small.x1 <= g.x1 + 1
        and g.top - 2 <= small.top
        and small.bottom <= g.bottom + 2
        for g in characters
    ):
        return True
    tall = [g for g in characters if g.bottom - g.top > _TALL * digit]
    line = [g for g in tall if g.top < small.top < g.bottom + digit / 4]
    left = [g for g in line if g.x1 <= small.x0 + 1]
    right = [g for g in line if g.x0 >= small.x1 - 1]
    if not (left and right):
        return False
    foot = float(np.median([g.bottom for g in line]))
    at_foot = abs(small.bottom - foot) < 0.18 * digit or small.top < foot < small.bottom
    gap = min(g.x0 for g in right) - max(g.x1 for g in left)
    return at_foot and gap > 0.3 * digit


def _stacked(group: Sequence[Part], part: Part, digit: float) -> bool:
    x0, x1 = min(p.x0 for p in group), max(p.x1 for p in group)
    shared = min(x1, part.x1) - max(x0, part.x0)
    near = part.top - max(p.bottom for p in group) < 0.6 * digit
    near &= min(p.top for p in group) - part.bottom < 0.6 * digit
    return near and shared > 0.5 * min(x1 - x0, part.width)


def _glyph(parts: Sequence[Part]) -> Glyph:
    return Glyph(
        min(p.x0 for p in parts),
        min(p.top for p in parts),
        max(p.x1 for p in parts),
        max(p.bottom for p in parts),
        tuple(parts),
    )
