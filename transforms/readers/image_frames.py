"""Pictures opened within limits: frame by frame, as RGB, the way up that the camera noted."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from config import LIMITS
from transforms.readers import UnreadableDocument
from transforms.recognition.pixels import Pixels

_KINDS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
_DEPTHS = (255.0, 1023.0, 4095.0, 65535.0)  # white in pixels of 8, 10, 12 and 16 bits
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, TypeError)


def opened(data: bytes) -> Image.Image:
    """The picture, its pixels not yet unpacked.

    Raises UnreadableDocument if it is damaged, or has more pixels than a picture may.
    """
    Image.MAX_IMAGE_PIXELS = None  # the limit is our own, and an error instead of a warning
    try:
        image = Image.open(io.BytesIO(data), formats=_KINDS)
    except UnidentifiedImageError as error:  # its message names an address in memory
        raise UnreadableDocument(
            "corrupt", "the picture cannot be opened: it is of no known kind"
        ) from error
    except _FAULTS as error:
        raise UnreadableDocument("corrupt", f"the picture cannot be opened: {error}") from error
    _gate(image)
    return image


def pages(image: Image.Image) -> int:
    """How many pages the file has: those of a TIFF; what is animated shows its first frame."""
    return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def frame(image: Image.Image, number: int) -> Image.Image:
    """Page `number`, counted from 1, as RGB on white. Raises UnreadableDocument as `opened`."""
    try:
        image.seek(number - 1)
        _gate(image)
        image.load()
        return _on_white(ImageOps.exif_transpose(image))
    except _FAULTS as error:
        message = f"page {number} of the picture is damaged: {error}"
        raise UnreadableDocument("corrupt", message) from error


def frames(image: Image.Image, count: int) -> Iterator[tuple[int, Pixels]]:
    """The first `count` pages with their numbers."""
    for number in range(1, count + 1):
        yield number, np.asarray(frame(image, number))


def _gate(image: Image.Image) -> None:
    width, height = image.size
    if width * height > LIMITS.pixels:
        message = f"{width:,} x {height:,} pixels; at most {LIMITS.pixels:,} are read"
        raise UnreadableDocument("too_large", message)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        shown = image.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(paper, shown).convert("RGB")
    if image.mode.startswith(("I", "F")):
        deep = np.asarray(image, dtype=np.float64)
        most = next((depth for depth in _DEPTHS if deep.max(initial=0) <= depth), _DEPTHS[-1])
        return Image.fromarray((deep / most * 255).astype(np.uint8)).convert("RGB")
    return image.convert("RGB")
