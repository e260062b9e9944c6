"""What screens, copying and people do to a printed page: fringes, torn rules, marks of a pen."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageOps

from tests.corpus.scanning.paper import Place

BLUE, RED = (40, 60, 170), (200, 30, 40)
_THROUGH = 0.25  # of the other side's darkness shines through
_LID = 6.0  # points
_STREAK = 0.7  # of the brightness is left
_LINE = 60  # pixels: longer than any stroke
_SUBPIXELS = (1, 2, 3, 2, 1)  # how a screen's type is spread over them
_GAPS = ((0.13, 0.017), (0.31, 0.012), (0.56, 0.014), (0.66, 0.012))  # of a side: where, how long


def on_screen(page: Image.Image) -> Image.Image:
    """The page as a screen with sub-pixel rendering shows it, a third as large."""
    grey = np.asarray(page.convert("L"), np.float32)
    high, wide = (side // 3 for side in grey.shape)
    rows = cv2.resize(grey[: high * 3, : wide * 3], (wide * 3, high), interpolation=cv2.INTER_AREA)
    spread = np.array([_SUBPIXELS], np.float32) / sum(_SUBPIXELS)
    soft = cv2.filter2D(rows, -1, spread)
    return Image.fromarray(np.clip(soft, 0, 255).astype(np.uint8).reshape(high, wide, 3))


def torn(page: Image.Image) -> Image.Image:
    """The page without parts of its rules, all at the same places."""
    grey = np.asarray(page.convert("L")).copy()
    ink = (grey < 150).astype(np.uint8)
    for lines, kernel in ((grey, (1, _LINE)), (grey.T, (_LINE, 1))):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
        rules = rules if lines is grey else rules.T
        for at, part in _GAPS:
            first, last = (round(v * lines.shape[1]) for v in (at, at + part))
            lines[:, first:last][rules[:, first:last] > 0] = 255
    return Image.fromarray(grey)


def streaked(page: Image.Image, places: Iterable[float]) -> Image.Image:
    """The page with streaks of a dirty scanner from edge to edge, at those shares of its width."""
    pixels = np.asarray(page).copy()
    for place in places:
        at = round(place * pixels.shape[1])
        pixels[:, at : at + 2] = (pixels[:, at : at + 2] * _STREAK).astype(np.uint8)
    return Image.fromarray(pixels)


def lidded(page: Image.Image, dpi: int) -> Image.Image:
    """The page with the dark border that a scanner's lid leaves, on the left and below."""
    border, drawn = round(_LID * dpi / 72), page.copy()
    width, height = page.size
    for box in ((0, 0, border, height), (0, height - border, width, height)):
        drawn.paste("#181818", box)
    return drawn


def shone_through(page: Image.Image, behind: Image.Image) -> Image.Image:
    """The page with what is printed on its other side, mirrored and pale."""
    other = np.asarray(ImageOps.mirror(behind.convert("L")), np.float32)
    soft = cv2.GaussianBlur(other, (0, 0), 1.2) / 255
    share = 1 - _THROUGH * (1 - soft)
    return Image.fromarray((np.asarray(page) * share).astype(np.uint8))


def ringed(page: Image.Image, places: Iterable[Place], dpi: int) -> Image.Image:
    """The page with a ring around each figure, in a blue pen."""
    drawn, scale = page.convert("RGB"), dpi / 72
    for _, *box in places:
        x, y = (box[0] + box[2]) / 2 * scale, (box[1] + box[3]) / 2 * scale
        ends = x - 14 * scale, y - 7 * scale, x + 13 * scale, y + 8 * scale
        ImageDraw.Draw(drawn).ellipse(ends, outline=BLUE, width=max(2, round(scale)))
    return drawn


def struck(page: Image.Image, places: Iterable[Place], dpi: int) -> Image.Image:
    """The page with a stroke through each figure, in a red pen."""
    drawn, scale = page.convert("RGB"), dpi / 72
    for _, *box in places:
        x, y = (box[0] + box[2]) / 2 * scale, (box[1] + box[3]) / 2 * scale
        ends = (x - 12 * scale, y + 2 * scale), (x + 12 * scale, y - 2 * scale)
        ImageDraw.Draw(drawn).line(ends, fill=RED, width=max(2, round(scale)))
    return drawn
