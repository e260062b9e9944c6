"""Reading many documents: time per document and memory, from 10 documents to 10,000.

    python -m benchmarks.extraction_curve [--most 10000] [--carrier html|pdf]

No two documents are alike: every figure differs. One process reads them all, as a worker does; the
curve is flat where neither the time per document nor the memory grows. Processor time; memory is
the resident set after the last document of each step.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable
from dataclasses import replace

import psutil

from sample_portals import figures, render_html, render_pdf
from sample_portals.figures import Report
from transforms.extract import extract

_STEPS = (10, 100, 1_000, 10_000)
_MEBIBYTE = 1024 * 1024


def varied(number: int) -> Report:
    """A report of an agency of its own, every figure of the large table drawn at random."""
    draw = random.Random(number)
    report = figures.report("huaian_2024")
    rows = {
        item: tuple(str(draw.randrange(10_000)) for _ in row)
        for item, row in report.figures["requests"].items()
    }
    return replace(
        report,
        title=report.title.replace("淮安市", f"第{number}县"),
        figures={**report.figures, "requests": rows},
    )


def html(report: Report) -> bytes:
    """As a page."""
    return (
        f"<html><body><h1>{report.title}</h1>{render_html.article(report)}</body></html>".encode()
    )


RENDER: dict[str, Callable[[Report], bytes]] = {"html": html, "pdf": render_pdf.render}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=_STEPS[-1])
    parser.add_argument("--carrier", choices=RENDER, default="html")
    options = parser.parse_args()
    process, render = psutil.Process(), RENDER[options.carrier]
    extract(render(varied(0)))  # what is loaded once
    print("documents   ms each   cells each   memory in MiB")
    done, cells = 0, 0
    for step in (s for s in _STEPS if s <= options.most):
        spent = 0.0
        begun, found = done, cells
        while done < step:
            done += 1
            data = render(varied(done))
            start = time.process_time()
            cells += len(extract(data).cells)
            spent += time.process_time() - start
        gc.collect()
        count = step - begun
        memory = process.memory_info().rss / _MEBIBYTE
        each, found_each = 1000 * spent / count, (cells - found) / count
        print(f"{step:9,}   {each:7.2f}   {found_each:10.1f}   {memory:13.1f}")


if __name__ == "__main__":
    main()
