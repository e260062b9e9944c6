"""A picture of a page, made upright, flat and evenly lit, and the way back to the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import cv2
import numpy as np

from transforms.pages.drawn import Rectangle
from transforms.recognition.flatten import page_lines, projection
from transforms.recognition.fringes import without_fringes
from transforms.recognition.grounds import on_white
from transforms.recognition.lens import bent, bulge_of, straightened, unbent
from transforms.recognition.light import even, near_seals, positive, without_seals
from transforms.recognition.pale import without_watermarks
from transforms.recognition.pen import without_pen
from transforms.recognition.pixels import PIXELS, Floats, Mask, Pixels
from transforms.recognition.sag import Sag, level_again, sag_of
from transforms.recognition.streaks import without_streaks
from transforms.recognition.upright import WayUp, turn, way_up

_LOOKED_AT = 960  # pixels of the longer side, for the way up
_PAGE = 1.7  # times its width is a page long at most
_INSIDE = 127  # of 255: a mask once warped
_FINEST = 1.4  # a scan that is so much finer than needed is made coarser first


class _Lens(NamedTuple):
    """What a lens has bent, in an upright picture of that size."""

    bulge: float
    width: float
    height: float

    @classmethod
    def of(cls, level: Floats, upright: Floats, picture: Pixels) -> _Lens:
        """As the lines of the picture tell it."""
        height, width = picture.shape[:2]
        return cls(bulge_of(level, upright, width, height), width, height)

    def straightened(self, segments: Floats) -> Floats:
        """Segments of the picture without it."""
        return straightened(segments, *self) if self.bulge else segments


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page at `PIXELS` pixels a point; `back` maps its pixels, had it not been made level from
    its `sag`, to those of the picture, upright and without what a lens has bent; `out` maps upright
    ones to the picture's own.

    `type` is for what is printed, without seals and watermarks; `plain` for rules, which may fade
    with them.
    `sealed` is where seals were, `penned` where a pen has drawn; None if there were none.
    """

    type: Pixels
    plain: Pixels
    back: Floats
    out: Floats
    lens: _Lens
    sag: Sag | None = None
    sealed: Mask | None = None
    penned: Mask | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.type.shape[1] / PIXELS, self.type.shape[0] / PIXELS

    def in_picture(self, box: Rectangle) -> Rectangle:
        """The picture's pixels around a box in points."""
        x0, top, x1, bottom = (v * PIXELS for v in box)
        corners = np.array([(x0, top), (x1, top), (x1, bottom), (x0, bottom)], np.float64)
        if self.sag:
            corners[:, 1] += self.sag.down(corners[:, 0], corners[:, 1])
        straight = cv2.perspectiveTransform(corners.reshape(-1, 1, 2), self.back).reshape(-1, 2)
        upright = bent(np.asarray(straight, np.float64), *self.lens).reshape(-1, 1, 2)
        seen = cv2.perspectiveTransform(upright, self.out).reshape(-1, 2)
        (left, upper), (right, lower) = seen.min(axis=0), seen.max(axis=0)
        return float(left), float(upper), float(right), float(lower)


def sheet_of(picture: Pixels, per_point: float) -> Sheet:
    """The sheet that the picture shows; `per_point` of its pixels are a point on paper."""
    shown, smaller = picture, min(1.0, _FINEST * PIXELS / per_point)
    if smaller < 1:
        picture = np.asarray(
            cv2.resize(picture, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA),
            np.uint8,
        )
    scale = per_point * smaller
    picture = without_fringes(without_streaks(picture, scale), scale)
    drawn = without_pen(picture, scale)
    picture = on_white(positive(drawn.picture if drawn else picture, scale), scale)
    lit, bleached = even(picture, scale), without_seals(picture, scale)
    quarters, text, mirrored = _way_up(lit)
    if mirrored:
        return _in_mirror(shown, per_point)
    upright = turn(lit, quarters)
    size = (round(upright.shape[1] * PIXELS / scale), round(upright.shape[0] * PIXELS / scale))
    level, standing = page_lines(upright, scale)
    lens = _Lens.of(level, standing, upright)
    straight = lens.straightened(level), lens.straightened(standing)
    warp = np.diag([PIXELS / scale] * 2 + [1.0]) @ projection(upright, scale, straight, text)
    ends = cv2.perspectiveTransform(straight[0].reshape(-1, 1, 2), warp) if len(level) else level
    sag = sag_of(np.asarray(ends, np.float64).reshape(-1, 4), *size)
    flat = _Flat(warp, size, lens.bulge, sag)
    plain = flat.of(upright)
    out = np.diag([1 / smaller, 1 / smaller, 1.0]) @ _unturned(lit, quarters)
    back = np.asarray(np.linalg.inv(warp), np.float64)
    penned = flat.mask(turn(drawn.marks, quarters)) if drawn else None
    if bleached is None:
        return Sheet(without_watermarks(plain), plain, back, out, lens, sag, penned=penned)
    sealed = flat.mask(turn(near_seals(picture), quarters))
    type_ = without_watermarks(flat.of(turn(bleached, quarters)))
    return Sheet(type_, plain, back, out, lens, sag, sealed, penned)


def _in_mirror(picture: Pixels, per_point: float) -> Sheet:
    """The sheet that the picture's mirror image shows."""
    sheet = sheet_of(np.ascontiguousarray(picture[:, ::-1]), per_point)
    back = np.array([[-1, 0, picture.shape[1]], [0, 1, 0], [0, 0, 1.0]])
    return replace(sheet, out=np.asarray(back @ sheet.out, np.float64))


class _Flat(NamedTuple):
    """How a picture becomes a sheet of that size: its pixels to the sheet's, the lens, the sag."""

    warp: Floats
    size: tuple[int, int]
    bulge: float
    sag: Sag | None

    def of(self, picture: Pixels, beyond: int = cv2.BORDER_REPLICATE) -> Pixels:
        """That picture as a sheet."""
        flat = self._projected(picture, beyond)
        return level_again(flat, self.sag, beyond) if self.sag else flat

    def _projected(self, picture: Pixels, beyond: int) -> Pixels:
        if self.bulge:
            return unbent(picture, self.warp, self.size, self.bulge, beyond)
        flat = cv2.warpPerspective(
            picture, self.warp, self.size, flags=cv2.INTER_CUBIC, borderMode=beyond
        )
        return np.asarray(flat, np.uint8)

    def mask(self, mask: Mask) -> Mask:
        """That mask as a sheet's."""
        near = self.of(mask, cv2.BORDER_CONSTANT)
        return np.where(near > _INSIDE, 255, 0).astype(np.uint8)


def _way_up(lit: Pixels) -> WayUp:
    """How the picture has to be turned; its lines of text are true in their directions at least."""
    lit = lit[: round(_PAGE * lit.shape[1])]  # the beginning of a strip tells
    shrink = min(1.0, _LOOKED_AT / max(lit.shape))
    small = cv2.resize(lit, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    way = way_up(np.asarray(small, np.uint8))
    return way._replace(lines=[box / shrink for box in way.lines])


def _unturned(lit: Pixels, quarters: int) -> Floats:
    """Matrix from the turned picture's pixels to those before the turn."""
    height, width = lit.shape[:2]
    ways = {
        0: np.eye(3),
        1: np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1.0]]),
        2: np.array([[-1, 0, width], [0, -1, height], [0, 0, 1.0]]),
        3: np.array([[0, -1, width], [1, 0, 0], [0, 0, 1.0]]),
    }
    return ways[quarters % 4]
