"""How fast documents are read, one process, against a yardstick on the same file in the same run.

    python -m benchmarks.extraction [--seconds 5]

Yardsticks: `pandas.read_html` for an HTML report, and a bare lxml parse that visits each cell;
pdfplumber's `extract_tables` over all pages for a text PDF. Medians of alternating runs, and the
median of the ratios of each pair: it says more than the seconds, machines differ. The HTML reports
have different figures each, as reports of one portal have; those of the corpus are laid out
differently each, without any that `read_html` refuses.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle

import lxml.html
import pandas as pd
import pdfplumber

from benchmarks.extraction_curve import html, varied
from sample_portals import figures, render_docx, render_pdf
from tests.corpus.case import corpus
from transforms.extract import extract

REPORT = "huaian_2024"
_PAGES = 200
_FEWEST = 3  # runs of each
_WHOLE = 180  # cells of a report of three tables


@dataclass(frozen=True)
class Subject:
    """Documents of one carrier, and the yardstick's work on each; None where there is none."""

    name: str
    documents: tuple[bytes, ...]
    yardstick: str
    work: Callable[[bytes], object] | None


def subjects() -> list[Subject]:
    """One report of 200 cells in three carriers."""
    report = figures.report(REPORT)
    pages = tuple(html(varied(number)) for number in range(_PAGES))
    return [
        Subject("HTML", pages, "pandas.read_html", _read_html),
        Subject("HTML", pages, "bare lxml parse", _visit),
        Subject("HTML of the corpus", tuple(_of_corpus()), "pandas.read_html", _read_html),
        Subject("text PDF", (render_pdf.render(report),), "pdfplumber extract_tables", _tables),
        Subject("docx", (render_docx.render(report),), "", None),
    ]


def _of_corpus() -> Iterator[bytes]:
    """The corpus' pages with a whole report in tables, the sound ones."""
    for case in corpus():
        if case.announced or case.unsure or case.never or len(case.expected()) < _WHOLE:
            continue
        data = case.data()
        if b"<table" in data.lower() and extract(data).carrier == "html":
            with contextlib.suppress(ValueError, ImportError):  # it asks for another parser
                _read_html(data)
                yield data


def _read_html(data: bytes) -> object:
    return pd.read_html(io.BytesIO(data), encoding="utf-8")


def _visit(data: bytes) -> object:
    """The least that reads a page's cells at all."""
    return [cell.text_content() for cell in lxml.html.fromstring(data).iter("td", "th")]


def _tables(data: bytes) -> object:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [page.extract_tables() for page in pdf.pages]


def measure(subject: Subject, seconds: float) -> str:
    """One line: documents per second, and the time as a multiple of the yardstick's."""
    cells = extract(subject.documents[0]).cells
    ours: list[float] = []
    theirs: list[float] = []
    end = time.perf_counter() + seconds
    for data in cycle(subject.documents):
        if time.perf_counter() > end and len(ours) >= _FEWEST:
            break
        ours.append(_timed(extract, data))
        if subject.work:
            theirs.append(_timed(subject.work, data))
    median = statistics.median(ours)
    line = f"{subject.name:18} {1 / median:7.1f} documents/s  {1000 * median:7.1f} ms"
    line += f"  {len(subject.documents)} documents, {len(cells)} cells in the first"
    if theirs:
        ratios = sorted(a / b for a, b in zip(ours, theirs, strict=True))
        nine_of_ten = ratios[len(ratios) * 9 // 10]
        ratio = statistics.median(ratios)
        line += f"  {ratio:.2f} x {subject.yardstick} (9 of 10 below {nine_of_ten:.2f})"
    return line


def _timed(work: Callable[[bytes], object], data: bytes) -> float:
    start = time.process_time()
    work(data)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    for subject in subjects():
        print(measure(subject, options.seconds))


if __name__ == "__main__":
    main()
