"""Pictures that are too small to hold a table: told from their own head, before any is read."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, UnidentifiedImageError

LEAST_SIDE: Final = 300  # pixels; icons, buttons and emblems are smaller


def is_ornament(body: bytes) -> bool:
    """Whether the picture is smaller than a content image; one that cannot be told is none."""
    try:
        with Image.open(io.BytesIO(body)) as picture:
            return bool(min(picture.size) < LEAST_SIDE)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return False
