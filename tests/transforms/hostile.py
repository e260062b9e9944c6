"""Files made to harm whoever reads them, each built when a test asks for it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from base64 import b64encode
from functools import cache

import xlwt

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
MILLION = 1_000_000


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts, packed as tight as a bomb is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def docx(body: str, before: str = "") -> bytes:
    """A Word document of that body."""
    document = f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document})


def xlsx(sheet: str, strings: str = "<si><t>a</t></si>", before: str = "") -> bytes:
    """A workbook of one sheet."""
    book = f'<workbook {S} {R}><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/sharedStrings.xml": f"{before}<sst {S}>{strings}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet {S}>{sheet}</worksheet>",
        }
    )


def xls_much_merged() -> bytes:
    """A workbook of before 2007 with one figure in 2,560,000 merged places."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, 1)
    sheet.merge(0, 9999, 0, 255)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx_picture(data: bytes) -> bytes:
    """A Word document that shows a picture."""
    relation = RELATIONS.replace("worksheet", "image").replace("images/sheet1.xml", "a.png")
    shown = f'<a:blip xmlns:a="{DRAWING}" {R} r:embed="r1"/>'
    document = f"<w:document {W}><w:body><w:p><w:r>{shown}</w:r></w:p></w:body></w:document>"
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "word/document.xml": document,
            "word/_rels/document.xml.rels": relation,
            "word/a.png": data,
        }
    )


def html_picture(data: bytes) -> bytes:
    """A page that a picture is written into."""
    return b'<h1>1</h1><img src="data:image/png;base64,' + b64encode(data) + b'">'


def ofd_picture(data: bytes) -> bytes:
    """An OFD of one page that is a picture."""
    listed = '<MultiMedia ID="9"><MediaFile>i.png</MediaFile></MultiMedia>'
    return zipped(
        {
            "OFD.xml": "<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>",
            "d.xml": "<Document><CommonData><DocumentRes>r.xml</DocumentRes></CommonData>"
            '<Pages><Page ID="1" BaseLoc="p.xml"/></Pages></Document>',
            "r.xml": f"<Res><MultiMedias>{listed}</MultiMedias></Res>",
            "p.xml": '<Page><Content><Layer><ImageObject ResourceID="9" Boundary="0 0 210 297" '
            'CTM="210 0 0 297 0 0"/></Layer></Content></Page>',
            "i.png": data,
        }
    )


def ofd(content: str, pages: int = 1, before: str = "") -> bytes:
    """An OFD whose pages are all the same part."""
    listed = "".join(f'<Page ID="{n}" BaseLoc="p.xml"/>' for n in range(pages))
    return zipped(
        {
            "OFD.xml": "<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>",
            "d.xml": f"<Document><Pages>{listed}</Pages></Document>",
            "p.xml": f"{before}<Page><Content><Layer>{content}</Layer></Content></Page>",
        }
    )


def ofd_path(data: str) -> bytes:
    """An OFD of one path."""
    return ofd(f"<PathObject><AbbreviatedData>{data}</AbbreviatedData></PathObject>")


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalog."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(out))
    )


def pdf_page(content: bytes, filters: int = 1) -> bytes:
    """A PDF of one page whose content is packed so many times."""
    for _ in range(filters):
        content = zlib.compress(content, 9)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font"
        b"<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream"
        % (len(content), b"/FlateDecode" * filters, content),
    )


def pdf_of_pages(count: int, content: bytes = b"") -> bytes:
    """A PDF of that many pages, all of one content."""
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        *[page] * count,
    )


@cache
def png(side: int) -> bytes:
    """A white square picture."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * side
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", packed), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
