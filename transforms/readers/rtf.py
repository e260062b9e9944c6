"""Rich text (RTF), also under the name of a doc: read as docx through LibreOffice."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from config import LIMITS
from transforms.blocks import Grid, Locator, Reading
from transforms.pages.picture import Picture
from transforms.readers import UnreadableDocument, docx
from transforms.readers.libreoffice import convert

CARRIER = "rtf"
VERSION = docx.VERSION + 1
MEDIA_TYPE = "application/rtf"

_MAGIC = b"{\\rtf"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WESTERN = re.compile(rb"\\fcharset0(?!\d)")
_BINARY = re.compile(rb"\\bin(\d{1,18})")  # so many bytes follow, which are no text
_SPACES = b" \t\r\n\xef\xbb\xbf\x00"


def matches(data: bytes) -> bool:
    """Whether RTF begins here, white space and marks of encoding aside."""
    return data[:64].lstrip(_SPACES).startswith(_MAGIC)


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks as of the docx that LibreOffice makes of it.

    Raises UnreadableDocument if it is too large or nested too deep, if it is damaged, or without
    LibreOffice.
    """
    start = data.index(_MAGIC)
    if (depth := _depth(data)) > LIMITS.nested_groups:
        message = f"groups nested {depth:,} deep; at most {LIMITS.nested_groups:,} are read"
        raise UnreadableDocument("too_large", message)
    if (controls := data.count(b"\\")) > LIMITS.controls:
        message = f"{controls:,} control words; at most {LIMITS.controls:,} are read"
        raise UnreadableDocument("too_large", message)
    if any(int(found[1]) > len(data) - found.end() for found in _BINARY.finditer(data)):
        raise UnreadableDocument("corrupt", "binary data in it are said to go on beyond its end")
    reading = docx.read(convert(data[start:], "rtf", "docx"))
    chinese = _chinese_by_default(data[start:])
    if chinese is not None and not _HAN.search(" ".join(_texts(reading))):
        return docx.read(convert(chinese, "rtf", "docx"))
    return reading


def _chinese_by_default(data: bytes) -> bytes | None:
    """The text with fonts of a Western character set taken for Chinese ones; None if it says
    nothing of a Chinese code page. Word tells the font of East Asian characters apart (`\\dbch`),
    which LibreOffice does not heed."""
    if b"\\ansicpg936" not in data or b"\\fcharset0" not in data:
        return None
    return _WESTERN.sub(rb"\\fcharset134", data)


def _texts(reading: Reading) -> Iterator[str]:
    for block in reading.blocks:
        if isinstance(block, Grid):
            yield from (cell.text for cell in block.cells)
        else:
            yield block.text


def picture(data: bytes, locator: Locator) -> Picture | None:
    """The picture in the document that a box lies on, as `docx`."""
    return docx.picture(convert(data[data.index(_MAGIC) :], "rtf", "docx"), locator)


def _depth(data: bytes) -> int:
    """How deep groups are nested, braces that are escaped counted, too."""
    characters = np.frombuffer(data, dtype=np.uint8)
    marks = characters[(characters == ord("{")) | (characters == ord("}"))]
    steps = np.where(marks == ord("{"), 1, -1)
    return int(np.cumsum(steps).max(initial=0))
