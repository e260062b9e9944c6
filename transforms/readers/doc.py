"""Word documents of before 2007 (doc) and WPS texts (wps), read as docx through LibreOffice.

Other compound files end here, too, and are called by name: what is encrypted, what is no text.
"""

from __future__ import annotations

import struct

from transforms.blocks import Locator, Reading
from transforms.pages.picture import Picture
from transforms.readers import UnreadableDocument, docx
from transforms.readers.libreoffice import convert
from transforms.readers.ole import MAGIC, stream, streams
from transforms.readers.xls import is_workbook

CARRIER = "doc"
VERSION = docx.VERSION
MEDIA_TYPE = "application/msword"

_FLAGS_AT = 10  # [MS-DOC] 2.5.2, FibBase: two bytes, the ninth bit of which is fEncrypted
_ENCRYPTED = 0x0100
_OTHERS = {
    "powerpoint document": "a presentation",
    "hwpsummaryinformation": "a Hangul document",
    "__properties_version1.0": "a mail (Outlook)",
}


def matches(data: bytes) -> bool:
    """Whether these bytes are a compound file that is no workbook."""
    return data.startswith(MAGIC) and not is_workbook(data)


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks as of the docx that LibreOffice makes of it.

    Raises UnreadableDocument if it is encrypted, damaged or no text, or without LibreOffice.
    """
    names = streams(data)
    if "encryptedpackage" in names or _is_encrypted(data, names):
        message = "the document asks for a password; ask the agency for an open copy"
        raise UnreadableDocument("encrypted", message)
    if "worddocument" not in names:
        if not names:
            raise UnreadableDocument("corrupt", "the compound file's directory is damaged")
        kind = next((k for name, k in _OTHERS.items() if name in names), "no text and no workbook")
        raise UnreadableDocument("unsupported_format", f"a compound file (OLE2) that is {kind}")
    return docx.read(convert(data, "doc", "docx"))


def picture(data: bytes, locator: Locator) -> Picture | None:
    """The picture in the document that a box lies on, as `docx`."""
    return docx.picture(convert(data, "doc", "docx"), locator)


def _is_encrypted(data: bytes, names: frozenset[str]) -> bool:
    if "worddocument" not in names:
        return False
    head = stream(data, "WordDocument", _FLAGS_AT + 2)
    if len(head) < _FLAGS_AT + 2:
        return False
    return bool(struct.unpack_from("<H", head, _FLAGS_AT)[0] & _ENCRYPTED)
