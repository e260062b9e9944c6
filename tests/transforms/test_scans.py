"""Scans: what cannot be read surely is not sure, what is no page is refused, places are right."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from config import LIMITS
from tests.corpus.cases.scans import CLEAN, REPORTS, printed, scanned
from tests.corpus.documents import DISTINCT_2019, bent_parts
from tests.corpus.scanning.paper import SERIF, Pages, Print
from tests.corpus.scanning.scanner import Scan, encoded, scan
from transforms.extract import extract
from transforms.extraction import Extraction

WORN = Print(dpi=150, size=8.5, rule=0.5)
TYPED = Print(typed=1.5)  # as somebody types some figures into a form, larger than the others
BAD_COPY = Scan(blur=0.6, noise=12, fade=0.4, jpeg=40, skew=-0.9)


def png_of(width: int, height: int) -> bytes:
    """The head of a picture of that size, and hardly anything behind it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = b""
    for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")):
        crc = struct.pack(">I", zlib.crc32(kind + body))
        chunks += struct.pack(">I", len(body)) + kind + body + crc
    return b"\x89PNG\r\n\x1a\n" + chunks


def codes(extraction: Extraction) -> list[str]:
    return [p.code for p in extraction.problems]


def test_picture_of_400_million_pixels_is_refused_before_it_is_unpacked() -> None:
    extraction = extract(png_of(20_000, 20_000))
    assert codes(extraction) == ["too_large"]
    assert f"{LIMITS.pixels:,}" in extraction.problems[0].message


def test_endless_strip_is_refused() -> None:
    assert codes(extract(encoded(Image.new("L", (300, 9000), 255), "PNG", 96))) == ["too_large"]


def test_picture_that_is_cut_off_is_corrupt() -> None:
    whole = encoded(Image.new("RGB", (600, 800), "white"), "JPEG", 96)
    assert codes(extract(whole[: len(whole) // 2])) == ["corrupt"]


@pytest.mark.parametrize("size", [(40, 40), (600, 400)])
def test_ornament_or_photograph_is_no_report(size: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    assert codes(extract(encoded(Image.fromarray(noise), "PNG", 96))) == ["not_a_report"]


def test_wrong_figures_of_a_bad_copy_are_unsure() -> None:
    """Small type, noise, faded ink: minus signs and dashes are among what gets lost."""
    content = REPORTS["signs"]
    pages = Pages(WORN)
    pages.print(content, bent_parts(content, {}))
    image = scan(pages.finish()[0], BAD_COPY, WORN.dpi, SERIF)
    found = {
        f"{c.topic}/{c.item}/{c.breakdown}": c for c in extract(encoded(image, "PNG", 150)).cells
    }
    assert found
    for item, row in content.figures["proactive"].items():
        for code, text in zip(_columns(item), row, strict=True):
            cell = found.get(f"proactive/{item}/{code}")
            right = cell is None or cell.raw.replace(" ", "") == text
            stroke = cell is not None and {cell.raw, text} <= {"-", "—", "－"}
            assert right or stroke or cell.confidence < 0.9, (item, code, text, cell)


def _columns(item: str) -> tuple[str, ...]:
    from sample_portals.figures import table

    return table("proactive", DISTINCT_2019.form).item(item).breakdowns


def test_box_of_a_cell_lies_around_its_figure_in_the_picture() -> None:
    """The picture lies on its side and askew; the box is in its own pixels."""
    how = Print(dpi=150)
    machine = Scan(turns=1, skew=1.0, noise=2)
    image = scanned("distinct_2021", how, machine)[0]
    cells = {
        f"{c.topic}/{c.item}/{c.breakdown}": c
        for c in extract(encoded(image, "PNG", how.dpi)).cells
    }
    x0, top, x1, bottom = cells["proactive/licensing/decisions"].locator["box"]
    cut = image.crop((round(x0), round(top), round(x1), round(bottom))).rotate(90, expand=True)
    assert cut.width > cut.height
    grey = np.asarray(cut.convert("L"))[13:-13, cut.width // 3 : -cut.width // 3]
    assert (grey < 120).sum() > 20  # the figure
    assert abs(np.nonzero(grey < 120)[1].mean() - grey.shape[1] / 2) < 25


def test_clean_scan_is_sure_of_its_figures() -> None:
    image = scan(printed("distinct_2021", Print())[0], CLEAN, 200, SERIF)
    stream = io.BytesIO()
    image.save(stream, "GIF")
    cells = extract(stream.getvalue()).cells
    assert len(cells) == 10
    assert all(cell.confidence >= 0.9 for cell in cells)


def test_figures_in_a_larger_type_than_the_others_are_sure() -> None:
    """Digits that stand further apart than the page's others hide no decimal point."""
    image = scan(printed("huaian_2024", TYPED)[2], CLEAN, 200, SERIF)
    typed = [c for c in extract(encoded(image, "PNG", 200)).cells if len(c.raw) > 2]
    assert [c.raw for c in typed] == ["178", "351"]
    assert all(cell.confidence >= 0.9 for cell in typed)
