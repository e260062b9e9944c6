"""Pictures in Word documents: pages, where the document has no table of its own, or tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from config import LIMITS
from transforms.blocks import Block, Grid, Paragraph, Reading
from transforms.readers import UnreadableDocument, image
from transforms.readers.docx_names import qn
from transforms.readers.package import Package

_SHOWN = (
    ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", qn("r:embed")),
    ("{urn:schemas-microsoft-com:vml}imagedata", qn("r:id")),
)


def with_pictures(reading: Reading, package: Package, main: str, body: etree._Element) -> Reading:
    """The reading with the tables of the document's pictures behind its text; as it was if there
    are none in them. A cell's locator names the picture's part besides page and box."""
    grids = [b.index for b in reading.blocks if isinstance(b, Grid)]
    first = max(grids, default=0) + 1
    blocks: list[Block] = []
    problems: list[tuple[str, str]] = []
    parts = dict.fromkeys(_parts(package, main, body))
    for part in islice(parts, LIMITS.recognised_pages):
        try:
            seen = _seen(package.part(part), tables_alone=bool(grids))
        except UnreadableDocument as error:
            if not grids:
                problems.append((error.code, f"{part}: {error}"))
            continue
        problems += seen.problems
        blocks += [_placed(b, part, len(blocks) + first) for b in seen.blocks]
    if not any(isinstance(block, Grid) for block in blocks):
        return reading
    return replace(
        reading,
        blocks=(*reading.blocks, *blocks),
        problems=(*reading.problems, *problems),
        recognised=True,
    )


def _seen(data: bytes, *, tables_alone: bool) -> Reading:
    """What a picture shows; of those among a document's own tables, tables alone."""
    if not image.matches(data) or (tables_alone and not image.shows_table(data)):
        return Reading(())
    seen = image.read(data)
    if not tables_alone:
        return seen
    return replace(seen, blocks=tuple(b for b in seen.blocks if isinstance(b, Grid)))


def _parts(package: Package, main: str, body: etree._Element) -> Iterator[str]:
    """The parts of all pictures, in the order in which they are shown."""
    related = package.related(main)
    names = dict(_SHOWN)
    for element in body.iter(*names):
        one = related.get(element.get(names[str(element.tag)], ""))
        if one is not None and not one.external and package.has(one.target):
            yield one.target


def _placed(block: Block, part: str, index: int) -> Block:
    if isinstance(block, Paragraph):
        return block
    cells = tuple(c._replace(locator={"part": part, **c.locator}) for c in block.cells)
    return replace(block, index=index, cells=cells)
