"""How fast documents are read, one process, against a yardstick on the same file in the same run.

    python -m benchmarks.extraction [--seconds 5]

Yardsticks: `pandas.read_html` for an HTML report, pdfplumber's `extract_tables` over all pages for
a text PDF. Medians of alternating runs; the ratio says more than the seconds, machines differ. The
HTML reports have different figures each, so that none is read from memory.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle

import pandas as pd
import pdfplumber

from benchmarks.extraction_curve import html, varied
from sample_portals import figures, render_docx, render_pdf
from transforms.extract import extract

REPORT = "huaian_2024"
_PAGES = 200
_FEWEST = 3  # runs of each


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
        Subject("text PDF", (render_pdf.render(report),), "pdfplumber extract_tables", _tables),
        Subject("docx", (render_docx.render(report),), "", None),
    ]


def _read_html(data: bytes) -> object:
    return pd.read_html(io.BytesIO(data), encoding="utf-8")


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
    line = f"{subject.name:9} {1 / median:7.1f} documents/s  {1000 * median:7.1f} ms"
    line += f"  {len(cells)} cells"
    if theirs:
        line += f"  {median / statistics.median(theirs):5.2f} x {subject.yardstick}"
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
