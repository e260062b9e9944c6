"""Watermarks as broad as type: told from print by how pale they are, and bleached."""

from __future__ import annotations

import cv2
import numpy as np

from transforms.recognition.pixels import Pixels

_PAPER = 250
_PALE, _INK = 0.1, 0.36  # of the contrast between paper and black: a watermark, ink
_AWAY = 13  # pixels around ink: the pale edges of its strokes
_STROKE = 5  # pixels: narrower is noise
_LEAST = 0.005  # of what is away from ink is covered by a watermark
_DARKEST = 5  # percent of it are darker than what is taken for its brightness
_MARGIN = 8  # of brightness, by which it is darker where noise lies over it
_ROOM = 0.4  # of the contrast at least is left between print and watermark


def without_watermarks(grey: Pixels) -> Pixels:
    """The sheet, white where it is no darker than the watermarks on it; itself if it has none, or
    one that is nearly as dark as print."""
    black = float(np.percentile(grey, 1.0))
    contrast = _PAPER - min(black, 150.0)
    ink = (grey < _PAPER - _INK * contrast).astype(np.uint8)
    away = cv2.dilate(ink, np.ones((_AWAY, _AWAY), np.uint8)) == 0
    pale = ((grey < _PAPER - _PALE * contrast) & away).astype(np.uint8)
    broad = cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((_STROKE, _STROKE), np.uint8)) > 0
    if not broad.any() or np.count_nonzero(broad) < _LEAST * np.count_nonzero(away):
        return grey
    white = float(np.percentile(grey[broad], _DARKEST)) - _MARGIN
    if white - black < _ROOM * contrast:
        return grey
    steeper = (grey.astype(np.float32) - black) * ((_PAPER - black) / (white - black)) + black
    return np.asarray(steeper.clip(0, _PAPER), np.uint8)
