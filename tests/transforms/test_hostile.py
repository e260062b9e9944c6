"""A file made to harm ends as a problem that names the limit, within time and memory.

Read by a real reading process under the limits that users have; its memory is watched from here.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import psutil
import pytest

from config import settings_with
from tests.transforms import hostile
from tests.transforms.hostile import LAUGHS, MILLION, OUTSIDE, docx, ofd, ofd_path, xlsx
from transforms.process.limits import limits_of
from transforms.worker import Worker

MOST_SECONDS = 30
MOST_BYTES = 1_500_000_000
CELL = "<w:tc><w:p/></w:tc>"
WIDE = '<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc>'
LAUGHING = "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
ENTITY = "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"
ROW = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
SAME = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
FAR = (
    '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
)
MERGED = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
LINES = "".join(f"M 0 {n} L 3000 {n} M {n} 0 L {n} 3000 " for n in range(0, 3000, 3))
STEPS = (
    '<TextObject Size="3"><TextCode X="0" Y="0" DeltaX="g 999999999 1">12</TextCode></TextObject>'
)
LEVEL = b"0 0 m 9 9 l S\n" * 50_000
PARTS = "".join(
    f"--a\nContent-Type: multipart/related; boundary=a{n}\n\n--a{n}\n" for n in range(3000)
)


def _large(made: Callable[[bytes], bytes]) -> bytes:
    return made(hostile.png(20_000))


# What it is, the file, the problem's code, and what its message names.
FILES: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("docx_bomb", lambda: docx(" " * 110 * MILLION), "too_large", "104,857,600 bytes"),
    ("docx_of_10_6_cells", lambda: docx(f"<w:tbl>{CELL * MILLION}</w:tbl>"), "too_large", "tags"),
    (
        "docx_of_many_cells",
        lambda: docx(f"<w:tbl><w:tr>{CELL * 210_000}</w:tr></w:tbl>"),
        "too_large",
        "200,000",
    ),
    ("docx_wide_spans", lambda: docx(f"<w:tbl><w:tr>{WIDE * 50}</w:tr></w:tbl>"), "", ""),
    ("docx_nested_deep", lambda: docx("<w:sdt>" * 100_000), "too_large", "nested"),
    ("docx_billion_laughs", lambda: docx(LAUGHING, LAUGHS), "corrupt", "entity"),
    ("docx_outside_entity", lambda: docx(ENTITY, OUTSIDE), "corrupt", "document type"),
    ("docx_long_text", lambda: docx(f"<w:t>{'0' * 20 * MILLION}</w:t>"), "too_large", "longer"),
    ("xlsx_bomb", lambda: xlsx(" " * 110 * MILLION), "too_large", "104,857,600 bytes"),
    ("xlsx_many_cells", lambda: xlsx(f"<sheetData>{ROW * 2100}</sheetData>"), "too_large", "cells"),
    ("xlsx_last_cell", lambda: xlsx(FAR), "", ""),
    ("xlsx_all_merged", lambda: xlsx(FAR + MERGED), "too_large", "2,000,000"),
    ("xls_much_merged", hostile.xls_much_merged, "too_large", "2,000,000"),
    ("xlsx_laughs", lambda: xlsx("", "<si><t>&a9;</t></si>", LAUGHS), "corrupt", "entity"),
    (
        "xlsx_one_string_often",
        lambda: xlsx(
            f"<sheetData>{SAME}</sheetData>",
            f"<si><t>{'x' * MILLION}</t></si>",
        ),
        "too_large",
        "characters",
    ),
    ("ofd_bomb", lambda: ofd(" " * 110 * MILLION), "too_large", "104,857,600 bytes"),
    ("ofd_laughs", lambda: ofd("<TextObject>&a9;</TextObject>", 1, LAUGHS), "corrupt", "entity"),
    ("ofd_steps", lambda: ofd(STEPS), "", ""),
    ("ofd_of_10_000_pages", lambda: ofd(STEPS, pages=10_000), "too_large", "300 pages"),
    ("ofd_of_10_6_lines", lambda: ofd_path("M 0 0 " + "L 1 1 " * MILLION), "too_large", "200,000"),
    ("ofd_table_of_10_6_places", lambda: ofd_path(LINES), "too_large", "1,000 by 1,000"),
    ("pdf_of_10_000_pages", lambda: hostile.pdf_of_pages(10_000), "too_large", "300"),
    (
        "pdf_of_10_6_paths",
        lambda: hostile.pdf_page(b"0 0 m 9 9 l S\n" * MILLION),
        "too_large",
        "200,000",
    ),
    ("pdf_that_draws_much_in_all", lambda: hostile.pdf_of_pages(30, LEVEL), "too_large", "in all"),
    ("pdf_nested_deep", lambda: hostile.pdf(b"[" * MILLION), "corrupt", "opened"),
    ("pdf_packed_thrice", lambda: hostile.pdf_page(bytes(300 * MILLION), 3), "", ""),
    ("png_of_20_000_squared", lambda: hostile.png(20_000), "too_large", "80,000,000"),
    *(
        (f"{made.__name__}_of_20_000_squared", partial(_large, made), "too_large", "80,000,000")
        for made in (hostile.docx_picture, hostile.html_picture, hostile.ofd_picture)
    ),
    ("html_of_100_mb_of_cells", lambda: b"<table>" + b"<td>" * 20 * MILLION, "too_large", "markup"),
    ("html_nested_deep", lambda: b"<html>" + b"<div>" * 290_000, "too_large", "290,000 deep"),
    ("rtf_nested_deep", lambda: b"{\\rtf1" + b"{" * MILLION, "too_large", "500"),
    ("rtf_binary_beyond_its_end", lambda: b"{\\rtf1\\bin999999999 a}", "corrupt", "beyond its end"),
    ("rtf_of_many_words", lambda: b"{\\rtf1" + b"\\par\n" * MILLION, "too_large", "400,000"),
    ("text_long", lambda: b"1\n" * 20 * MILLION, "too_large", "4,194,304"),
    ("text_of_many_lines", lambda: b"1\n" * 200_000, "too_large", "100,000"),
    ("text_of_many_fields", lambda: b"1\t" * 300_000, "too_large", "200,000"),
    (
        "mhtml_nested_deep",
        lambda: (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + PARTS.encode()
        ),
        "corrupt",
        "page",
    ),
    ("nul_bytes", lambda: b"<html>\0\0<table>" + bytes(MILLION), "", ""),
]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(limits_of(settings_with())) as worker:
        worker.read(b"<p>ready</p>")
        yield worker


@pytest.mark.parametrize(
    ("make", "code", "named"), [f[1:] for f in FILES], ids=[f[0] for f in FILES]
)
def test_ends_as_a_problem(
    worker: Worker, make: Callable[[], bytes], code: str, named: str
) -> None:
    data = make()
    started, peak = time.monotonic(), [0]
    done = threading.Event()
    watching = threading.Thread(target=_watch, args=(peak, done))
    watching.start()
    try:
        found = worker.read(data)
    finally:
        done.set()
        watching.join()
    assert time.monotonic() - started < MOST_SECONDS
    assert peak[0] < MOST_BYTES
    assert not any(e.cells for e in found)
    problems = [p for e in found for p in e.problems]
    assert problems
    if code:
        assert any(p.code == code and named in p.message for p in problems), problems


def _watch(peak: list[int], done: threading.Event) -> None:
    """The largest memory that the children of this process hold at once."""
    while not done.wait(0.05):
        held = 0
        for child in psutil.Process().children(recursive=True):
            try:
                held += child.memory_info().rss
            except psutil.NoSuchProcess:
                continue
        peak[0] = max(peak[0], held)
