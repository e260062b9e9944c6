"""Pictures that lie in an archive as the pages of one report, put together when it was unpacked.

A cell's locator has the picture's path in the archive as `picture`, besides its page and box.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial

from transforms.blocks import Locator, Reading
from transforms.containers.page_series import is_series, pages_of
from transforms.pages.picture import Picture
from transforms.readers import UnreadableDocument, image
from transforms.readers.shown_pictures import Named, pages_shown, picture_named

CARRIER = "images"
VERSION = image.VERSION
MEDIA_TYPE = "image/*"


def matches(data: bytes) -> bool:
    """Whether these are the pages of a series."""
    return is_series(data)


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks of all pages, in the order of their numbers.

    Raises UnreadableDocument if the file only looks like pages that were put together.
    """
    return pages_shown("picture", _named(data))


def picture(data: bytes, locator: Locator) -> Picture | None:
    """The picture that a box lies on. Raises UnreadableDocument if it is damaged or too large."""
    return picture_named(_named(data), "picture", locator)


def _named(data: bytes) -> Iterator[Named]:
    try:
        pages = pages_of(data)
    except zipfile.BadZipFile as error:
        raise UnreadableDocument("corrupt", f"no pages of one document: {error}") from error
    for page in pages:
        yield page.path, partial(_data, page.data)


def _data(data: bytes) -> bytes:
    return data
