"""Scans, photographs and screenshots: pages that are pictures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from PIL import Image

from sample_portals.figures import Report, report
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, bent_parts
from tests.corpus.scanning.paper import SANS, SERIF, Pages, Print
from tests.corpus.scanning.scanner import Scan, encoded, pdf_of, scan


@cache
def printed(name: str, how: Print) -> tuple[Image.Image, ...]:
    """The clean pages of a report."""
    content = REPORTS[name]
    pages = Pages(how)
    pages.print(content, bent_parts(content, {}))
    return tuple(pages.finish())


REPORTS: dict[str, Report] = {
    "distinct_2021": DISTINCT_2021,
    "distinct_2019": DISTINCT_2019,
    **{n: report(n) for n in ("huaian_2024", "shanghai_bgt_2019", "baoding_kjj_2022")},
}


def scanned(name: str, how: Print, machine: Scan) -> list[Image.Image]:
    """The pages of a report as that machine scans them."""
    return [scan(page, machine, how.dpi, SERIF) for page in printed(name, how)]


def pdf(name: str, how: Print, machine: Scan) -> bytes:
    """The scanned report as a PDF without text."""
    return pdf_of(scanned(name, how, machine), how.dpi, machine.jpeg or 85)


def tiff(name: str, how: Print, machine: Scan, compression: str = "tiff_lzw") -> bytes:
    """The scanned report as one TIFF of several pages."""
    first, *others = scanned(name, how, machine)
    return encoded(
        first, "TIFF", how.dpi, save_all=True, append_images=others, compression=compression
    )


def picture(kind: str, name: str, how: Print, machine: Scan, page: int, **options: Any) -> bytes:
    """One page of the scanned report as a picture file."""
    return encoded(scanned(name, how, machine)[page], kind, how.dpi, **options)


def topics_but(*kept: str) -> tuple[str, ...]:
    """Patterns of the cells of all topics but these."""
    return tuple(f"{t}/*" for t in ("proactive", "requests", "review") if t not in kept)


ORDINARY = Scan(skew=1.3, blur=0.6, noise=8, specks=60, jpeg=60, seal=(0.7, 0.5), shade=0.3)
FAXED = Scan(skew=-0.8, blur=0.5, noise=6, bitonal=True)
PHOTOGRAPHED = Scan(keystone=0.05, skew=0.6, blur=0.8, noise=6, jpeg=45, shade=0.35, border=True)
LYING = Scan(turns=1, skew=0.7, noise=4, jpeg=75, grey=True)

CASES: Sequence[Case] = [
    Case(
        "scan_pdf_real_huaian_sealed",
        lambda: pdf("huaian_2024", Print(), ORDINARY),
        base="huaian_2024",
    ),
    Case(
        "scan_tiff_faxed_300_dpi",
        lambda: tiff("distinct_2021", Print(dpi=300, font=SANS), FAXED, "group4"),
    ),
    Case(
        "scan_jpeg_photographed_dotted_rules",
        lambda: picture(
            "JPEG", "distinct_2021", Print(dpi=170, dash=1.4), PHOTOGRAPHED, 1, quality=60
        ),
        absent=topics_but("requests"),
        announced=("tables_missing",),
    ),
    Case(
        "scan_png_2019_lying_on_its_side",
        lambda: picture("PNG", "distinct_2019", Print(dpi=150), LYING, 1),
        base="distinct_2019",
        absent=topics_but("requests", "review"),
        announced=("tables_missing",),
    ),
]
