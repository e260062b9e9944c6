"""Word and Excel 2003 XML, often under the name of a doc or xls: read through LibreOffice."""

from __future__ import annotations

import re

from transforms.blocks import Locator, Reading
from transforms.pages.picture import Picture
from transforms.readers import UnreadableDocument, docx, xlsx
from transforms.readers.libreoffice import convert
from transforms.readers.package import parse_xml

CARRIER = "office_xml"
VERSION = docx.VERSION + xlsx.VERSION
MEDIA_TYPE = "application/xml"

_HEAD = 2048
_WORD = b"http://schemas.microsoft.com/office/word/2003/wordml"
_EXCEL = b"urn:schemas-microsoft-com:office:spreadsheet"
_FLAT = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml\b", re.IGNORECASE)


def matches(data: bytes) -> bool:
    """Whether these bytes are XML that names one of these formats near its beginning."""
    head = data[:_HEAD]
    return bool(_XML.match(head)) and any(n in head for n in (_WORD, _EXCEL, _FLAT))


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks as of the docx or xlsx that LibreOffice makes of it.

    Raises UnreadableDocument if it is damaged or too large, or without LibreOffice.
    """
    head = data[:_HEAD]
    parse_xml(data, "the document")
    if _FLAT in head:
        message = "Word XML in one part (Flat OPC); ask for docx, or save it as such"
        raise UnreadableDocument("unsupported_format", message)
    if _WORD in head:
        return docx.read(convert(data, "xml", "docx"))
    return xlsx.read(convert(data, "xml", "xlsx"))


def picture(data: bytes, locator: Locator) -> Picture | None:
    """The picture in the text that a box lies on, as `docx`: workbooks' are not read."""
    return docx.picture(convert(data, "xml", "docx"), locator)
