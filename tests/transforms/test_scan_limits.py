"""A scan of more pages than are recognised: its tables are looked for behind them, too."""

from __future__ import annotations

import pytest
from PIL import Image

from config import ReadingLimits
from tests.corpus.cases.scans import printed
from tests.corpus.scanning.paper import Print
from tests.corpus.scanning.scanner import encoded, pdf_of
from transforms.extract import extract
from transforms.readers import image, pdf_scan

_DPI = 110


def pages() -> list[Image.Image]:
    """Two empty pages, and one with the table of what is published."""
    table = printed("distinct_2021", Print(dpi=_DPI))[0].convert("RGB")
    return [Image.new("RGB", table.size, "white")] * 2 + [table]


@pytest.fixture(autouse=True)
def one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = ReadingLimits(recognised_pages=1)
    monkeypatch.setattr(pdf_scan, "LIMITS", limits)
    monkeypatch.setattr(image, "LIMITS", limits)


def test_pages_of_a_pdf_beyond_the_limit_are_read_if_they_show_the_only_rules() -> None:
    found = extract(pdf_of(pages(), _DPI))
    assert {c.locator["page"] for c in found.cells} == {3}
    assert [p.message for p in found.problems if p.code == "too_large"] == [
        "page 2: a scan beyond the first 1: not read"
    ]


def test_a_tiff_beyond_the_limit_is_read_up_to_it() -> None:
    first, other, _ = pages()
    found = extract(encoded(first, "TIFF", _DPI, save_all=True, append_images=[other]))
    assert "2 scanned pages; the first 1 are read" in [p.message for p in found.problems]


def test_a_tiff_of_more_pages_than_a_file_may_have_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(image, "LIMITS", ReadingLimits(pages=2))
    blank = Image.new("RGB", (200, 200), "white")
    found = extract(encoded(blank, "TIFF", _DPI, save_all=True, append_images=[blank, blank]))
    assert [(p.code, p.message) for p in found.problems] == [
        ("too_large", "3 pages; at most 2 are read")
    ]
