"""Word XML in one part (Flat OPC, `<pkg:package>`): the parts of a docx below each other.

Put back into the zip archive that they came from, as Word does when it opens such a file.
https://learn.microsoft.com/openspecs/office_standards/ms-docx for the schema's namespace.
"""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from transforms.readers import UnreadableDocument

NAMESPACE = "http://schemas.microsoft.com/office/2006/xmlPackage"
_PKG = f"{{{NAMESPACE}}}"


def as_zip(root: etree._Element) -> bytes:
    """The package as the zip archive that office programs write otherwise.

    Raises UnreadableDocument, `corrupt`, if a part has no name or no content.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in _parts(root):
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()


def _parts(root: etree._Element) -> Iterator[tuple[str, bytes]]:
    for part in root.iter(f"{_PKG}part"):
        name = part.get(f"{_PKG}name", "").lstrip("/")
        xml, binary = part.find(f"{_PKG}xmlData"), part.find(f"{_PKG}binaryData")
        if not name or (binary is None and (xml is None or not len(xml))):
            raise UnreadableDocument("corrupt", "a part of the package has no name or no content")
        if xml is not None and len(xml):
            yield name, etree.tostring(xml[0], encoding="utf-8", with_tail=False)
        elif binary is not None:
            yield name, _decoded(binary.text or "", name)


def _decoded(text: str, name: str) -> bytes:
    try:
        return base64.b64decode(text)
    except binascii.Error as error:
        raise UnreadableDocument("corrupt", f"{name} is damaged: {error}") from error
