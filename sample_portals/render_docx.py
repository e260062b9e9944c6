"""A report as docx, as an office clerk fills in the notice's template: gridSpan and vMerge."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from sample_portals.figures import Report
from sample_portals.prose import Heading, parts
from sample_portals.tables import Drawing, Grid, places, width


def render(report: Report) -> bytes:
    """The whole report; the same report gives the same bytes."""
    document = docx.Document()
    document.core_properties.created = datetime.combine(report.published, datetime.min.time())
    document.add_paragraph(report.title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in parts(report):
        if isinstance(part, Drawing):
            add_grid(document, part.grid)
        else:
            document.add_paragraph(part.text if isinstance(part, Heading) else part)
    return saved(document)


def add_grid(document: Document, grid: Grid) -> None:
    """Append one table; a box over several slots becomes a merged cell."""
    table = document.add_table(rows=len(grid), cols=width(grid), style="Table Grid")
    slots = [[table.cell(y, x) for x in range(width(grid))] for y in range(len(grid))]
    for placed in places(grid):
        y, x, box = placed.row, placed.column, placed.box
        cell = slots[y][x]
        if box.rows * box.columns > 1:
            cell = cell.merge(slots[y + box.rows - 1][x + box.columns - 1])
        cell.text = box.text


def saved(document: Document) -> bytes:
    """The document's bytes, without the time of saving that python-docx puts on each part."""
    stream, result = io.BytesIO(), io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as parts_in, zipfile.ZipFile(result, "w") as parts_out:
        for name in parts_in.namelist():
            part = zipfile.ZipInfo(name)  # its default time stamp is 1980-01-01
            part.compress_type = zipfile.ZIP_DEFLATED
            parts_out.writestr(part, parts_in.read(name))
    return result.getvalue()
