"""Office documents that are one XML file, often under the name of a doc or xls: Word and Excel 2003
XML, read through LibreOffice, and Word's package in one part (Flat OPC), read as the docx it is.
"""

from __future__ import annotations

import re

from transforms.blocks import Locator, Reading
from transforms.pages.picture import Picture
from transforms.readers import docx, xlsx
from transforms.readers.flat_opc import NAMESPACE, as_zip
from transforms.readers.libreoffice import convert
from transforms.readers.package import parse_xml

CARRIER = "office_xml"
VERSION = docx.VERSION + xlsx.VERSION + 1
MEDIA_TYPE = "application/xml"

_HEAD = 2048
_WORD = b"http://schemas.microsoft.com/office/word/2003/wordml"
_EXCEL = b"urn:schemas-microsoft-com:office:spreadsheet"
_FLAT = NAMESPACE.encode()
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml\b", re.IGNORECASE)


def matches(data: bytes) -> bool:
    """Whether these bytes are XML that names one of these formats near its beginning."""
    head = data[:_HEAD]
    return bool(_XML.match(head)) and any(n in head for n in (_WORD, _EXCEL, _FLAT))


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks as of the docx or xlsx that it is, or that LibreOffice makes of it.

    Raises UnreadableDocument if it is damaged or too large, or without LibreOffice.
    """
    head = data[:_HEAD]
    root = parse_xml(data, "the document")
    if _FLAT in head:
        return docx.read(as_zip(root))
    if _WORD in head:
        return docx.read(convert(data, "xml", "docx"))
    return xlsx.read(convert(data, "xml", "xlsx"))


def picture(data: bytes, locator: Locator) -> Picture | None:
    """The picture in the text that a box lies on, as `docx`: workbooks' are not read."""
    if _FLAT in data[:_HEAD]:
        return docx.picture(as_zip(parse_xml(data, "the document")), locator)
    return docx.picture(convert(data, "xml", "docx"), locator)
