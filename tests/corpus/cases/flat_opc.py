"""Word XML in one part (Flat OPC), as Word saves it under .xml and portals serve it as .doc."""

from __future__ import annotations

import base64
import io
import zipfile

from lxml import etree

from sample_portals import render_docx
from tests.corpus.case import Case
from tests.corpus.cases.damaged import nothing
from tests.corpus.documents import DISTINCT_2021

PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="{PKG}">'
)


def document() -> bytes:
    """The report's docx, its parts below each other."""
    with zipfile.ZipFile(io.BytesIO(render_docx.render(DISTINCT_2021))) as archive:
        parts = [_part(name, archive.read(name)) for name in archive.namelist()]
    return (HEAD + "".join(parts) + "</pkg:package>").encode()


def _part(name: str, data: bytes) -> str:
    if name.startswith("["):
        return ""  # the types of parts stand with each of them
    if name.endswith((".xml", ".rels")):
        content = etree.tostring(etree.fromstring(data), encoding="unicode")
        content = f"<pkg:xmlData>{content}</pkg:xmlData>"
    else:
        content = f"<pkg:binaryData>{base64.encodebytes(data).decode()}</pkg:binaryData>"
    return f'<pkg:part pkg:name="/{name}">{content}</pkg:part>'


CASES = [
    Case("flat_opc", document),
    nothing("flat_opc_cut_off", lambda: document()[:9000], "corrupt"),
    nothing(
        "flat_opc_without_names",
        lambda: document().replace(b' pkg:name="', b' pkg:nome="'),
        "corrupt",
    ),
]
