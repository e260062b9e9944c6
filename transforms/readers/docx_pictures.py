"""Pictures in Word documents, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lxml import etree

from transforms.readers.docx_names import qn
from transforms.readers.package import Package
from transforms.readers.shown_pictures import Named

_SHOWN = (
    ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", qn("r:embed")),
    ("{urn:schemas-microsoft-com:vml}imagedata", qn("r:id")),
)


def pictures(package: Package, main: str, body: etree._Element) -> Iterator[Named]:
    """The parts of all pictures that the body shows, each once."""
    for part in dict.fromkeys(_parts(package, main, body)):
        yield part, partial(package.part, part)


def _parts(package: Package, main: str, body: etree._Element) -> Iterator[str]:
    related = package.related(main)
    names = dict(_SHOWN)
    for element in body.iter(*names):
        one = related.get(element.get(names[str(element.tag)], ""))
        if one is not None and not one.external and package.has(one.target):
            yield one.target
