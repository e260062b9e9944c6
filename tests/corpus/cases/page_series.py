"""Pages of one report as pictures: a file each in an archive, or two side by side."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from PIL import Image

from sample_portals.figures import Report
from sample_portals.tables import Drawing
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2021, bent_parts
from tests.corpus.scanning.paper import SERIF, Pages, Print
from tests.corpus.scanning.scanner import Scan, encoded, scan

_DPI = 110
_HIGH_ROWS = Print(dpi=_DPI, row=58.0)  # of a table that goes on over the page


def _pages(content: Report) -> list[Image.Image]:
    """The title on a page, and the table of what is published on two."""
    pages = Pages(_HIGH_ROWS)
    parts = bent_parts(content, {})
    published = [p for p in parts if isinstance(p, Drawing) and p.topic == "proactive"]
    pages.print(content, published[:1])
    return pages.finish()


def zipped(names: Sequence[str], content: Report = DISTINCT_2021) -> bytes:
    """The report's pages, scanned, under these names, the last one first."""
    out = io.BytesIO()
    named = list(zip(names, _pages(content), strict=True))
    with zipfile.ZipFile(out, "w") as archive:
        for n, (name, page) in reversed(list(enumerate(named))):
            shown = scan(page, Scan(skew=0.4 * (-1) ** n, noise=3, grey=True), _DPI, SERIF)
            archive.writestr(zipfile.ZipInfo(name), encoded(shown, "JPEG", _DPI, quality=80))
    return out.getvalue()


def side_by_side(content: Report = DISTINCT_2021) -> bytes:
    """The two pages over which the table goes, on one picture."""
    left, right = (scan(p, Scan(noise=3, grey=True), _DPI, SERIF) for p in _pages(content)[1:])
    spread = Image.new("L", (left.width + right.width, left.height), 250)
    spread.paste(left, (0, 0))
    spread.paste(right.rotate(0.4, fillcolor=250), (left.width, 0))
    return encoded(spread, "JPEG", _DPI, quality=80)


CASES: Sequence[Case] = [
    Case(
        "scan_two_pages_side_by_side",
        side_by_side,
        absent=("requests/*", "review/*"),
        announced=("tables_missing",),
        why="the page to the right follows the one to the left, and the table goes on there",
    ),
    Case(
        "zip_of_a_reports_pages_as_pictures",
        lambda: zipped(["年报/第9页.jpg", "年报/第10页.jpg", "年报/第11页.jpg"]),
        absent=("requests/*", "review/*"),
        announced=("tables_missing",),
        report=1,
        why="page 10 follows page 9, and a table goes on from one picture to the next",
    ),
]
