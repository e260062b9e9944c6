"""Arrays of pixels: what is common to all steps."""

from __future__ import annotations

from typing import Any

import numpy as np

Pixels = np.ndarray[Any, np.dtype[np.uint8]]  # rows, columns, and three colours (RGB) or none
Floats = np.ndarray[Any, np.dtype[np.float64]]
Floats32 = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.uint8]]  # 0, or 255 where there is ink
PIXELS = 3  # to a point: 216 dots per inch
Box = tuple[int, int, int, int]  # x0, top, x1, bottom, in pixels; x1 and bottom are outside
