"""Pages of an OFD that are pictures of pages: their images put in their places, and recognised."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image, UnidentifiedImageError

from config import LIMITS
from transforms.pages.drawn import Rectangle
from transforms.pages.layout import PageText
from transforms.readers import UnreadableDocument
from transforms.readers.ofd_drawing import Picture
from transforms.readers.package import Package
from transforms.recognition.pixels import Pixels

_PIXELS_A_POINT = 3.0
_LARGEST = 6000  # pixels of the longer side
_FAULTS = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def put_together(
    package: Package, pictures: Sequence[Picture], width: float, height: float
) -> tuple[Image.Image, float]:
    """A page of that size in points made of its pictures, and its pixels per point.

    Raises UnreadableDocument if one of them cannot be opened.
    """
    from transforms.recognition.paper import points_wide  # loaded where needed

    scale = points_wide(width, height) / width * _PIXELS_A_POINT
    scale = min(scale, _LARGEST / max(width, height))
    sheet = Image.new("RGB", (max(1, round(width * scale)), max(1, round(height * scale))), "white")
    for picture in pictures:
        try:
            _put(sheet, package, picture, scale)
        except UnidentifiedImageError as error:  # its message names an address in memory
            message = f"its picture {picture.part} cannot be opened: it is of no known kind"
            raise UnreadableDocument("unsupported_format", message) from error
        except _FAULTS as error:
            message = f"its picture {picture.part} cannot be opened: {error}"
            raise UnreadableDocument("unsupported_format", message) from error
    return sheet, scale


def cut_out(sheet: Image.Image, scale: float, box: Rectangle, finer: float) -> Pixels:
    """What stands in a box in points, at so many pixels a point; `scale` is the sheet's own."""
    x0, top, x1, bottom = box
    size = max(1, round((x1 - x0) * finer)), max(1, round((bottom - top) * finer))
    shown = (
        max(0.0, x0 * scale),
        max(0.0, top * scale),
        min(x1 * scale, sheet.width),
        min(bottom * scale, sheet.height),
    )
    return np.asarray(sheet.resize(size, Image.Resampling.BICUBIC, box=shown))


def recognised(sheet: Image.Image, scale: float, number: int) -> PageText:
    """Tables and text of such a page; boxes in points, too."""
    from transforms.recognition.page import recognise  # the models are loaded where needed
    from transforms.recognition.paper import points_wide

    width, height = sheet.width / scale, sheet.height / scale
    per_point = sheet.width / points_wide(width, height)
    return recognise(np.asarray(sheet), per_point, number, lambda box: _in_points(box, scale))


def _put(sheet: Image.Image, package: Package, picture: Picture, scale: float) -> None:
    """Draw one picture in its place. Raises what Pillow raises where it cannot be opened."""
    if not picture.part or not package.has(picture.part):
        raise ValueError("it is not in the file")
    image = Image.open(io.BytesIO(package.part(picture.part)))
    if image.width * image.height > LIMITS.pixels:
        message = f"its picture {picture.part} has more than {LIMITS.pixels:,} pixels"
        raise UnreadableDocument("too_large", message)
    x0, top, x1, bottom = (round(v * scale) for v in picture.box)
    size = (max(1, min(x1 - x0, sheet.width)), max(1, min(bottom - top, sheet.height)))
    shown = image.convert("RGBA").resize(size)
    sheet.paste(shown, (x0, top), shown)


def _in_points(box: Rectangle, scale: float) -> Rectangle:
    x0, top, x1, bottom = box
    return x0 / scale, top / scale, x1 / scale, bottom / scale
