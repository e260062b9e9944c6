"""Narrow dark lines with paper on both sides: what may be a rule, in one direction.

The picture is averaged along a rule's direction, which drowns noise and joins dots, and searched
for narrow dark ridges across it. Strokes of type also make such ridges: they are short, or do not
have paper on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from transforms.pages.drawn import Rule
from transforms.recognition.pixels import PIXELS, Pixels

PAPER = 250
LONG = 60.0  # points: longer than what type can look like
_ALONG = 12 * PIXELS  # averaged over so much of a rule
_THICKEST = 3 * PIXELS
_CONTRAST = 12  # of 255, of an averaged rule against its surroundings
_SHORTEST = 10 * PIXELS
_BAND = 2 * PIXELS  # half of how thick a rule is at most, with what it leans
_BESIDE = (5, 7, 8)  # pixels from a rule's middle: there is paper on both sides
_LOOK = 7 * PIXELS  # of a rule's length are judged together
_GAP_COST, _TYPE_COST = 0.22, 1.2  # against 1 for clean rule: a dotted one still passes
_BRIDGED = 12 * PIXELS  # of a rule may lie in type that touches it
_SOLID = 0.9  # of such a stretch has ink
_ROUGH = 1.0  # pixels, by which a rule's border may stand out
_STRAIGHT = 90  # pixels: so much of a rule lies on one line
_NO_STROKE = 24 * PIXELS  # longer than any stroke
_NICK, _WHOLE = 3, 0.97  # pixels that noise may take out of a rule; what it leaves at least
_CLEARLY = (15, 35)  # of brightness, between rule and paper: more than little noise, and much
_OVER_NOISE = 6  # times what neighbouring pixels of paper differ by
_GONE = 235  # of brightness
_NEAR = (-2, -1, 0, 1, 2)  # pixels


@dataclass(frozen=True, slots=True)
class Found:
    """A rule, and its pixels: the slice of the picture that they lie in, and which of it."""

    rule: Rule
    rows: slice
    columns: slice
    pixels: np.ndarray


def level_ridges(grey: Pixels, type_: Pixels) -> list[Found]:
    """All level ones of a sheet; `type_` is it without seals: what is gone there was a seal's."""
    averaged = cv2.blur(grey, (_ALONG, 1))
    across = np.ones((2 * _THICKEST + 1, 1), np.uint8)
    ridge = np.asarray(cv2.morphologyEx(averaged, cv2.MORPH_BLACKHAT, across), np.uint8)
    dark = (ridge > _CONTRAST).astype(np.uint8) * 255
    long = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, _SHORTEST), np.uint8))
    long = cv2.dilate(long, np.ones((3, 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(long, connectivity=8)
    found: list[Found] = []
    for number in range(1, count):
        x0, top, width, height, _ = (int(v) for v in stats[number])
        whole = labels[top : top + height, x0 : x0 + width] == number
        for first, part in _bands(whole, ridge[top : top + height, x0 : x0 + width]):
            found += _found_in(grey, type_, ridge, x0, top + first, part)
    return found


def _bands(whole: np.ndarray, ridge: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """A component in bands no thicker than a rule, the strongest first: a rule that a seal or type
    touches hangs together with them. Each band with its first row."""
    left = whole.copy()
    while left.any():
        weight = (ridge * left).sum(axis=1)
        row = int(weight.argmax())
        first, last = max(0, row - _BAND), min(len(weight), row + _BAND + 1)
        band = left[first:last].copy()
        left[first:last] = False
        if band.any(axis=0).sum() < _SHORTEST:
            return
        yield first, band


def _found_in(
    grey: Pixels, type_: Pixels, ridge: Pixels, x0: int, top: int, part: np.ndarray
) -> Iterator[Found]:
    """The rules in one band, whose upper left corner is at (x0, top)."""
    height, width = part.shape
    weight = ridge[top : top + height, x0 : x0 + width].astype(np.float64) * part
    heights = np.arange(top, top + height)
    total = weight.sum(axis=0)
    middle = float((weight.sum(axis=1) * heights).sum() / max(total.sum(), 1e-9))
    at = np.where(
        total > 0, (weight * heights[:, None]).sum(axis=0) / np.maximum(total, 1e-9), middle
    )
    part = part & _near_middle(part, at - top)
    for start, stop in _stretches(grey, x0, at):
        height_there = float(np.median(at[start:stop])) / PIXELS
        rule = Rule(height_there, (x0 + start) / PIXELS, (x0 + stop) / PIXELS)
        if rule.stop - rule.start < LONG and brightness_of(type_, rule) > _GONE:
            continue
        there = slice(x0 + start, x0 + stop)
        yield Found(rule, slice(top, top + height), there, part[:, start:stop])


def _near_middle(part: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Which pixels of a band are the rule's: strokes that touch it make the band bulge."""
    height, width = part.shape
    half = float(np.median(part.sum(axis=0))) / 2 + _ROUGH
    pieces = np.array_split(np.arange(width), max(1, width // _STRAIGHT))
    middle = np.interp(
        np.arange(width), [p.mean() for p in pieces], [np.median(at[p]) for p in pieces]
    )
    near: np.ndarray = np.abs(np.arange(height)[:, None] - middle) <= half
    return near


def _stretches(grey: Pixels, x0: int, at: np.ndarray) -> list[tuple[int, int]]:
    """Where along that line a rule runs: ink, and paper on both sides of it."""
    columns = np.arange(x0, x0 + len(at))
    rows = at.round().astype(int)
    beside = np.array([along(grey, rows + side * d, columns) for d in _BESIDE for side in (-1, 1)])
    middle = np.min([along(grey, rows + d, columns) for d in (-1, 0, 1)], axis=0)
    paper, ink = float(np.percentile(beside, 90)), float(np.percentile(middle, 25))
    edge = (paper + ink) / 2
    drawn = middle < edge
    clean = drawn & (beside.min(axis=0) > edge)
    if paper - ink > _clearly(beside):
        clean |= _long_runs(drawn)
    score = np.where(clean, 1.0, np.where(drawn, -_TYPE_COST, -_GAP_COST))
    found = runs(np.convolve(score, np.ones(_LOOK) / _LOOK, mode="same") > 0)
    joined: list[tuple[int, int]] = []
    for start, stop in found:
        if (
            joined
            and start - joined[-1][1] < _BRIDGED
            and drawn[joined[-1][1] : start].mean() > _SOLID
        ):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return [(a, b) for a, b in (_trimmed(clean, run) for run in joined) if b - a > _SHORTEST // 2]


def _clearly(beside: np.ndarray) -> float:
    """How much darker than paper a rule clearly is, told by the noise beside it: in pictures of a
    screen there is none, and rules are pale."""
    noise = float(np.median(np.abs(np.diff(beside, axis=1)))) if beside.shape[1] > 1 else 0.0
    return float(np.clip(_OVER_NOISE * noise, *_CLEARLY))


def _long_runs(drawn: np.ndarray) -> np.ndarray:
    """Where ink runs on for longer than any stroke of type: a rule, however near type stands."""
    whole = cv2.morphologyEx(
        drawn.astype(np.uint8)[None], cv2.MORPH_CLOSE, np.ones((1, _NICK), np.uint8)
    )[0]
    long = np.zeros(len(drawn), bool)
    for start, stop in runs(whole > 0):
        solid = stop - start >= _NO_STROKE and drawn[start:stop].mean() > _WHOLE
        long[start:stop] = solid
    return long


def runs(there: np.ndarray) -> list[tuple[int, int]]:
    """Half-open ranges where the flags are set."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]])))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _trimmed(clean: np.ndarray, run: tuple[int, int]) -> tuple[int, int]:
    """The run from its first clean place to its last."""
    places = np.flatnonzero(clean[run[0] : run[1]])
    return (run[0] + int(places[0]), run[0] + int(places[-1]) + 1) if len(places) else (0, 0)


def brightness_of(grey: Pixels, rule: Rule) -> float:
    """How bright the rule is, along its middle."""
    columns = np.arange(round(rule.start * PIXELS), round(rule.stop * PIXELS))
    row = np.full(len(columns), round(rule.at * PIXELS))
    darkest = np.min([along(grey, row + d, columns) for d in (-1, 0, 1)], axis=0)
    return float(np.median(darkest)) if len(columns) else 255.0


def along(grey: Pixels, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The picture's brightness along a line; outside it there is paper."""
    inside = (rows >= 0) & (rows < grey.shape[0])
    return np.where(inside, grey[np.clip(rows, 0, grey.shape[0] - 1), columns], 255).astype(int)


def inked(grey: Pixels, rule: Rule, start: float, stop: float) -> float:
    """Which share of a part of a rule's line has ink; all of it if there is no part."""
    columns = np.arange(round(start * PIXELS), round(stop * PIXELS))
    if not len(columns):
        return 1.0
    row = round(rule.at * PIXELS)
    around = np.min([along(grey, np.full(len(columns), row + d), columns) for d in _NEAR], axis=0)
    return float((around < (PAPER + brightness_of(grey, rule)) / 2).mean())
