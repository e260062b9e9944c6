"""Pages of a PDF that are pictures of pages: drawn by pdfium, and recognised.

Their locators are points of the page as it is looked at, like those of all pages of a PDF.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pypdfium2

from config import LIMITS
from transforms.pages.drawn import Rectangle
from transforms.pages.layout import PageText
from transforms.process import heartbeat
from transforms.recognition.pixels import Pixels

_PIXELS_A_POINT = 3.0
_LARGEST = 6000  # pixels of the longer side


def recognised(pdf: pypdfium2.PdfDocument, numbers: Sequence[int]) -> Mapping[int, PageText]:
    """Tables and text of the pages of these numbers, as many of them as may be recognised."""
    if not numbers:
        return {}
    from transforms.recognition.together import on_common_columns  # needs the models' libraries

    read = {n: _page(pdf, n) for n in numbers[: LIMITS.recognised_pages]}
    for run in _consecutive(sorted(read)):
        read.update(zip(run, on_common_columns([read[n] for n in run]), strict=True))
    message = f"a scan beyond the first {LIMITS.recognised_pages}: not read"
    for n in numbers[LIMITS.recognised_pages :]:
        read[n] = PageText((), (("too_large", f"page {n}: {message}"),))
    return read


def shows_rules(page: pypdfium2.PdfPage) -> bool:
    """Whether the page, as it is drawn, has the rules of a table: nothing is recognised."""
    from transforms.recognition.page import is_ruled

    pixels, per_point, _ = _seen(page)
    return is_ruled(pixels, per_point)


def _page(pdf: pypdfium2.PdfDocument, number: int) -> PageText:
    from transforms.recognition.page import recognise

    heartbeat.beat()
    page = pdf[number - 1]
    pixels, per_point, scale = _seen(page)
    page.close()
    return recognise(pixels, per_point, number, lambda box: _in_points(box, scale))


def _seen(page: pypdfium2.PdfPage) -> tuple[Pixels, float, float]:
    """The page as drawn; its pixels to a point of a sheet of paper, and to one of the page."""
    from transforms.recognition.paper import points_wide

    width, height = page.get_size()
    scale = points_wide(width, height) / width * _PIXELS_A_POINT
    scale = min(scale, _LARGEST / max(width, height))
    pixels = np.asarray(page.render(scale=scale).to_pil().convert("RGB"))
    return pixels, pixels.shape[1] / points_wide(width, height), scale


def _in_points(box: Rectangle, scale: float) -> Rectangle:
    x0, top, x1, bottom = box
    return x0 / scale, top / scale, x1 / scale, bottom / scale


def _consecutive(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs
