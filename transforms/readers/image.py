"""Pictures of reports: scans, photographs and screenshots as PNG, JPEG, TIFF, GIF, BMP or WebP.

A cell's box is in pixels of the picture, from its upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from config import LIMITS
from transforms.blocks import Locator, Reading
from transforms.pages.join import to_blocks
from transforms.pages.layout import PageText
from transforms.pages.picture import Picture
from transforms.process import heartbeat
from transforms.readers import UnreadableDocument
from transforms.readers.image_frames import frame, frames, opened, pages
from transforms.recognition.paper import per_point, points_wide
from transforms.recognition.pixels import Pixels

CARRIER = "image"
VERSION = 27
MEDIA_TYPE = "image/*"

_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF87a", b"GIF89a")
_PAGES = 12
_LONGEST = 842.0 * _PAGES  # points
_LEAST_SIDE = 120  # pixels: an ornament, and no page
_BMP_HEADERS = {12, 40, 52, 56, 64, 108, 124}


def matches(data: bytes) -> bool:
    """Whether the first bytes are those of a picture."""
    if data.startswith(_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return True
    return data[:2] == b"BM" and int.from_bytes(data[14:18], "little") in _BMP_HEADERS


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks of all pages of the picture.

    Raises UnreadableDocument if it is damaged or too large.
    """
    from transforms.recognition.together import on_common_columns  # needs the models' libraries

    texts = page_texts(data)
    problems = tuple(p for text in texts for p in text.problems)
    return Reading(to_blocks(on_common_columns(texts)), problems=problems, recognised=bool(texts))


def page_texts(data: bytes) -> list[PageText]:
    """Tables and text of all pages of the picture, numbered from 1 on; none of an ornament.

    Raises UnreadableDocument if it is damaged or too large.
    """
    texts = texts_of(enumerate(page_pixels(data), 1))
    most, count = LIMITS.recognised_pages, pages(opened(data))
    if texts and count > most:
        message = f"{count:,} scanned pages; the first {most:,} are read"
        texts.append(PageText((), (("too_large", message),)))
    return texts


def texts_of(pages: Iterable[tuple[int, Pixels]]) -> list[PageText]:
    """Tables and text of numbered pages; what slices of one picture show is on the first."""
    from transforms.recognition.page import recognise_strip  # the models are loaded where needed
    from transforms.recognition.strips import strips

    texts: list[PageText] = []
    for strip in strips(pages):
        texts += recognise_strip(strip, above=texts[-1] if texts else None)
    return texts


def page_pixels(data: bytes) -> Iterator[Pixels]:
    """The pages of the picture, as many as are recognised; none of an ornament.

    Raises UnreadableDocument if it is damaged or too large.
    """
    image = opened(data)
    if min(image.size) < _LEAST_SIDE:
        return
    if (count := pages(image)) > LIMITS.pages:
        message = f"{count:,} pages; at most {LIMITS.pages:,} are read"
        raise UnreadableDocument("too_large", message)
    for _, pixels in frames(image, min(count, LIMITS.recognised_pages)):
        heartbeat.beat()
        _gate(pixels.shape[1], pixels.shape[0])
        yield pixels


def shows_table(data: bytes) -> bool:
    """Whether the first page of the picture has the rules of a table: cheap, nothing is recognised.

    Raises UnreadableDocument if it is damaged or too large.
    """
    from transforms.recognition.page import is_ruled

    image = opened(data)
    if min(image.size) < _LEAST_SIDE:
        return False
    pixels = np.asarray(frame(image, 1))
    return is_ruled(pixels, per_point(pixels.shape[1], pixels.shape[0]))


def _gate(width: int, height: int) -> None:
    """Refuse strips that would be too long once they are as wide as a sheet."""
    long = height * points_wide(width, height) / width
    if long > _LONGEST:
        message = f"a strip of {height:,} pixels, {width:,} wide; it is longer than {_PAGES} pages"
        raise UnreadableDocument("too_large", message)


def picture(data: bytes, locator: Locator) -> Picture:
    """The page as it is. Raises UnreadableDocument if it is damaged or too large."""
    return Picture(frame(opened(data), locator["page"]), 1.0)
