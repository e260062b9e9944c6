"""Scanned reports: seconds a page, memory, and how many figures are read exactly.

    python -m benchmarks.scans [DOCUMENTS]

The reports are synthetic: plausible figures, printed and scanned by `tests.corpus.scanning` in
varied type, resolution and condition, from clean to bad. What holds for them need not hold for
real scans; `gongkai verify` measures those.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from config import settings_with
from sample_portals.figures import Report, table
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, bent_parts
from tests.corpus.scanning.paper import SANS, SERIF, Pages, Print
from tests.corpus.scanning.scanner import Scan, pdf_of, scan
from transforms.process.limits import limits_of
from transforms.values import parse
from transforms.worker import Worker

_SURE = 0.9
_COUNTS = ("0", "0", "0", "0", "1", "2", "3", "5", "8", "12", "17", "46", "105", "769", "3119")
_SIGNS = ("", "/", "-", "—")
_LARGE = ("447228", "3985758", "88283", "1,113", "0")
_MONEY = ("96171.6", "51.5", "0", "282.1", "1234.05")
_BALANCE = ("received", "carried_in", "concluded", "carried_out")
_CHANGES = ("+19", "-11", "0", "-3", "减3")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document: pages, seconds, and its figures by how they were read."""

    pages: int
    seconds: float
    figures: int
    wrong: int
    silent: int
    unsure: int


def main() -> None:
    """Read so many documents, print what came out."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    with Worker(limits_of(settings_with())) as worker:
        worker.read(b"<p>the reading process has started</p>")
        outcomes = [_outcome(worker, seed) for seed in range(count)]
    pages = sum(o.pages for o in outcomes)
    figures = sum(o.figures for o in outcomes)
    wrong, silent = sum(o.wrong for o in outcomes), sum(o.silent for o in outcomes)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    exact = 100 * (1 - wrong / figures)
    print(f"synthetic scans: {count} documents, {pages} pages, {figures} figures")
    print(
        f"seconds a page (median)  {statistics.median(o.seconds / o.pages for o in outcomes):.2f}"
    )
    print(f"peak memory              {peak:.0f} MiB")
    print(f"read exactly             {exact:.2f} % (n = {figures})")
    print(f"wrong, unannounced       {silent}; at most {_bound(silent, figures):.3f} % (95 %)")
    print(f"exact, but unsure        {100 * sum(o.unsure for o in outcomes) / figures:.2f} %")


def _bound(events: int, of: int) -> float:
    """Upper end of the 95 % interval (Wilson) of a share, in percent."""
    z = 1.96
    share = events / of
    middle = share + z * z / (2 * of)
    spread = z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return 100 * (middle + spread) / (1 + z * z / of)


def _outcome(worker: Worker, seed: int) -> Outcome:
    chance = random.Random(seed)
    report = _report(chance)
    how, machine = _print(chance), _scan(chance, seed)
    printed = Pages(how)
    printed.print(report, bent_parts(report, {}))
    images = [scan(page, machine, how.dpi, SERIF) for page in printed.finish()]
    data = pdf_of(images, how.dpi, machine.jpeg or 85)
    started = time.perf_counter()
    extraction = worker.read(data)[0]
    seconds = time.perf_counter() - started
    found = {(c.topic, c.item, c.breakdown): c for c in extraction.cells}
    wrong = silent = unsure = figures = 0
    for key, expected in _expected(report):
        figures += 1
        cell = found.get(key)
        if cell is None or (cell.value, cell.state) != expected:
            wrong += 1
            silent += cell is not None and cell.confidence >= _SURE and cell.state != "unreadable"
        elif cell.confidence < _SURE:
            unsure += 1
    return Outcome(len(images), seconds, figures, wrong, silent, unsure)


def _expected(
    report: Report,
) -> Iterator[tuple[tuple[str, str, str], tuple[float | None, str]]]:
    for topic, rows in report.figures.items():
        form = table(topic, report.form)
        for item, row in rows.items():
            for code, text in zip(form.item(item).breakdowns, row, strict=True):
                column = form.breakdown(code)
                unit = column.unit or form.unit
                value = parse(text, unit, signed=column.signed, column_unit="万元")
                yield (topic, item, code), (value.value, value.state)


def _report(chance: random.Random) -> Report:
    report = chance.choice((DISTINCT_2021, DISTINCT_2019))
    figures = {
        topic: {
            item: _row(chance, table(topic, report.form).item(item).breakdowns) for item in rows
        }
        for topic, rows in report.figures.items()
    }
    figures["requests"] = _balanced(chance, figures["requests"])
    return replace(report, figures=figures)


def _balanced(
    chance: random.Random, rows: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Requests as they balance in real reports, column by column: sums that fail make a reader
    unsure, and rightly."""
    results = [row for item, row in rows.items() if item not in _BALANCE]
    concluded = [sum(map(_number, column)) for column in zip(*results, strict=True)]
    carried_in = [chance.choice((0, 0, 0, 1, 4)) for _ in concluded[:-1]]
    carried_out = [n + chance.choice((0, 0, 2, 15)) for n in carried_in]
    received = [c + o - i for c, o, i in zip(concluded, carried_out, carried_in, strict=False)]
    added = (received, carried_in, concluded[:-1], carried_out)
    return rows | {
        item: tuple(map(str, (*row, sum(row)))) for item, row in zip(_BALANCE, added, strict=True)
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _row(chance: random.Random, breakdowns: tuple[str, ...]) -> tuple[str, ...]:
    """Figures that add up where there is a total: rows that do not are rightly doubted."""
    row = {code: _figure(chance, code) for code in breakdowns}
    if "total" in row:
        row["total"] = str(sum(int(t) for c, t in row.items() if c != "total" and t.isdecimal()))
    return tuple(row.values())


def _figure(chance: random.Random, breakdown: str) -> str:
    if breakdown == "amount":
        return chance.choice(_MONEY)
    if breakdown == "items_change":
        return chance.choice(_CHANGES)
    if breakdown == "decisions":
        return chance.choice(_LARGE)
    return chance.choice(_SIGNS) if chance.random() < 0.1 else chance.choice(_COUNTS)


def _print(chance: random.Random) -> Print:
    return Print(
        dpi=chance.choice((150, 200, 200, 250, 300)),
        font=chance.choice((SERIF, SANS)),
        size=chance.choice((9.0, 9.5, 10.5)),
        rule=chance.choice((0.5, 0.75, 1.0)),
        row=chance.choice((18.0, 21.0)),
    )


def _scan(chance: random.Random, seed: int) -> Scan:
    sealed = chance.random() < 0.4
    return Scan(
        skew=chance.uniform(-2, 2),
        turns=chance.choice((0, 0, 0, 0, 1, 2, 3)),
        blur=chance.choice((0.0, 0.4, 0.7)),
        noise=chance.choice((0.0, 4.0, 8.0)),
        specks=chance.choice((0, 0, 60)),
        shade=chance.choice((0.0, 0.2, 0.4)),
        keystone=chance.choice((0.0, 0.0, 0.04)),
        jpeg=chance.choice((40, 60, 80)),
        seal=(chance.uniform(0.3, 0.85), chance.uniform(0.3, 0.7)) if sealed else None,
        fade=chance.choice((0.0, 0.0, 0.3)),
        seed=seed,
    )


if __name__ == "__main__":
    main()
