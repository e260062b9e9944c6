"""OpenDocument (odt, ods), read as docx or xlsx through LibreOffice."""

from __future__ import annotations

from transforms.blocks import Locator, Reading
from transforms.pages.picture import Picture
from transforms.readers import UnreadableDocument, docx, xlsx
from transforms.readers.libreoffice import convert
from transforms.readers.package import opened

CARRIER = "opendocument"
VERSION = docx.VERSION + xlsx.VERSION
MEDIA_TYPE = "application/vnd.oasis.opendocument"

_KINDS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}


def matches(data: bytes) -> bool:
    """Whether the first member of a zip says that it is OpenDocument: the standard's own mark."""
    head = data[:128]
    return head.startswith(b"PK\x03\x04") and b"mimetypeapplication/vnd.oasis" in head


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks as of the docx or xlsx that LibreOffice makes of it.

    Raises UnreadableDocument if it is encrypted, damaged, too large or no text or workbook.
    """
    with opened(data) as package:
        kind = _KINDS.get(package.part("mimetype").strip())
        if package.has("META-INF/manifest.xml"):
            manifest = package.part("META-INF/manifest.xml")
            if b"encryption-data" in manifest:
                raise UnreadableDocument("encrypted", "the document asks for a password")
        package.xml("content.xml")
    if kind is None:
        raise UnreadableDocument("unsupported_format", "OpenDocument, but no text or workbook")
    if kind == "odt":
        return docx.read(convert(data, kind, "docx"))
    return xlsx.read(convert(data, kind, "xlsx"))


def picture(data: bytes, locator: Locator) -> Picture | None:
    """The picture in the text that a box lies on, as `docx`: workbooks' are not read."""
    return docx.picture(convert(data, "odt", "docx"), locator)
