"""Workbooks inside Word documents: tables of a document that has none of its own.

What Word draws of an embedded workbook (a picture of a part of one sheet) is made from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from config import LIMITS
from transforms.blocks import Block, Grid, Reading, inside
from transforms.readers import UnreadableDocument, reader_for
from transforms.readers.docx_names import qn
from transforms.readers.package import Package

_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_WORKBOOKS = frozenset({"xlsx", "xls"})


def with_workbooks(reading: Reading, package: Package, main: str, body: etree._Element) -> Reading:
    """The reading with the tables of embedded workbooks behind its text, if it has no table. A
    cell's locator names the workbook's part besides sheet and place."""
    if any(isinstance(block, Grid) for block in reading.blocks):
        return reading
    blocks: list[Block] = []
    problems: list[tuple[str, str]] = []
    for part in dict.fromkeys(_parts(package, main, body)):
        try:
            seen = _workbook(package.part(part))
        except UnreadableDocument as error:
            problems.append((error.code, f"{part}: {error}"))
            continue
        problems += seen.problems
        for grid in (block for block in seen.blocks if isinstance(block, Grid)):
            blocks.append(inside(grid, {"part": part}, len(blocks) + 1))
    return replace(
        reading,
        blocks=(*reading.blocks, *blocks),
        problems=(*reading.problems, *problems),
    )


def _workbook(data: bytes) -> Reading:
    """What a workbook shows; nothing of any other object."""
    reader = reader_for(data)
    return reader.read(data, None) if reader and reader.carrier in _WORKBOOKS else Reading(())


def _parts(package: Package, main: str, body: etree._Element) -> Iterator[str]:
    """The parts of the objects that the document shows, in their order."""
    related = package.related(main)
    objects = list(body.iter(_OBJECT))[: LIMITS.members]
    for one in objects:
        target = related.get(one.get(qn("r:id"), ""))
        if target is not None and not target.external and package.has(target.target):
            yield target.target
