"""Pages of a PDF that are pictures of pages: drawn by pdfium, and recognised.

Their locators are points of the page as it is looked at, like those of all pages of a PDF.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np
import pypdfium2

from config import LIMITS
from transforms.pages.layout import PageText
from transforms.pages.tables import PageTable
from transforms.process import heartbeat
from transforms.recognition.pixels import Pixels

_PIXELS_A_POINT = 3.0
_LARGEST = 20_000  # pixels of the longer side: of a strip of eight pages


def recognised(
    pdf: pypdfium2.PdfDocument, numbers: Sequence[int]
) -> Mapping[int, Sequence[PageText]]:
    """Tables and text of the pages of these numbers, of two pages side by side on one of both; as
    many as may be recognised. Where these have no table: of the further ones that show rules."""
    if not numbers:
        return {}
    most = LIMITS.recognised_pages
    read = _recognised(pdf, numbers[:most])
    beyond = numbers[most:]
    if beyond and not _hold_table(read):
        ruled = [n for n in beyond if _shows_rules(pdf, n)]
        read |= _recognised(pdf, ruled[:most])
    for n in (n for n in beyond if n not in read):
        message = f"page {n}: a scan beyond the first {most}: not read"
        read[n] = [PageText((), (("too_large", message),))]
    return read


def _hold_table(read: Mapping[int, Sequence[PageText]]) -> bool:
    texts = [text for found in read.values() for text in found]
    return any(isinstance(piece, PageTable) for text in texts for piece in text.pieces)


def _shows_rules(pdf: pypdfium2.PdfDocument, number: int) -> bool:
    heartbeat.beat()
    page = pdf[number - 1]
    found = shows_rules(page)
    page.close()
    return found


def _recognised(
    pdf: pypdfium2.PdfDocument, numbers: Sequence[int]
) -> dict[int, Sequence[PageText]]:
    """Tables and text of these pages."""
    from transforms.recognition.page import recognise_strip  # needs the models' libraries
    from transforms.recognition.strips import strips
    from transforms.recognition.together import on_common_columns

    scales = _scales(pdf, numbers)
    read: dict[int, Sequence[PageText]] = {}
    for strip in strips((n, _drawn(pdf, n, scales[n])) for n in numbers):
        above = read.get(strip.first - 1, (None,))[-1]
        found = recognise_strip(strip, scales[strip.first], above)
        if len(strip.tops) == 1:
            read[strip.first] = found
        else:
            read |= {n: [text] for n, text in enumerate(found, strip.first)}
    for run in _consecutive(sorted(read)):
        texts = iter(on_common_columns([text for n in run for text in read[n]]))
        read |= {n: [next(texts) for _ in read[n]] for n in run}
    return read


def shows_rules(page: pypdfium2.PdfPage) -> bool:
    """Whether the page, as it is drawn, has the rules of a table: nothing is recognised."""
    from transforms.recognition.page import is_ruled
    from transforms.recognition.paper import per_point

    pixels = _pixels(page, _scale(*page.get_size()))
    return is_ruled(pixels, per_point(pixels.shape[1], pixels.shape[0]))


def _scales(pdf: pypdfium2.PdfDocument, numbers: Sequence[int]) -> dict[int, float]:
    """Pixels to a point of each page. Of consecutive pages that are equally wide, but not all as
    high, each is as wide as a sheet if one is: slices of a strip look like sheets on their side."""
    sizes = {n: pdf.get_page_size(n - 1) for n in numbers}
    scales: dict[int, float] = {}
    for run in _consecutive(sorted(numbers)):
        for width, same in groupby(run, key=lambda n: round(sizes[n][0])):
            pages = list(same)
            least = min(_scale(width, sizes[n][1]) for n in pages)
            scales |= dict.fromkeys(pages, least)
    return scales


def _scale(width: float, height: float) -> float:
    from transforms.recognition.paper import points_wide

    return min(points_wide(width, height) / width * _PIXELS_A_POINT, _LARGEST / max(width, height))


def _drawn(pdf: pypdfium2.PdfDocument, number: int, scale: float) -> Pixels:
    heartbeat.beat()
    page = pdf[number - 1]
    pixels = _pixels(page, scale)
    page.close()
    return pixels


def _pixels(page: pypdfium2.PdfPage, scale: float) -> Pixels:
    return np.asarray(page.render(scale=scale).to_pil().convert("RGB"))


def _consecutive(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs
