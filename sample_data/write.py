"""The sample data as the stages would have written it: two nights, one lake, one warehouse."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import lake
from sample_data.figures import Figures, figures, table_of
from transforms.forms import Table
from warehouse.build import build

YEARS = range(2016, 2025)
TODAY = date(2025, 6, 30)
_NIGHT = datetime(2025, 6, 28, 18, 0, tzinfo=UTC)
_READING = "html1-a1"

# What some reports do otherwise: zeros left empty or slashed, slips, gaps, a re-issue.
_EMPTY = {("保定市科学技术局", 2022), ("安新县教育局", 2023), ("淮安市教育局", 2021)}
_SLASHED = {("宁陕县水利局", year) for year in YEARS}
_DOUBTFUL = {("宁陕县教育局", 2021), ("安新县人民政府", 2020)}
_SLIPS = {
    ("淮安市公安局", 2022): ("requests", "concluded", "total"),
    ("保定市教育局", 2023): ("requests", "received", "natural_person"),
    ("石家庄市公安局", 2021): ("review", "reconsideration", "total"),
    ("上海市财政局", 2022): ("requests", "carried_in", "total"),
}
_MISSING = {("宁陕县水利局", 2024), ("安新县教育局", 2016), ("安新县教育局", 2017)}
_BLOCKED = "宁陕县教育局"  # its portal asks for a challenge since 2024
_RE_ISSUED = ("河北省财政厅", 2023)


@dataclass
class _Night:
    run: str
    at: datetime
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, **row: Any) -> None:
        self.tables[table].append(row)


def make(folder: Path) -> Path:
    """Write lake and warehouse into the folder; gives the warehouse."""
    nights = [_Night(f"night{n}", _NIGHT + timedelta(days=n)) for n in (0, 1)]
    with (Path(__file__).parent / "agencies.csv").open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            _agency(nights, row, f"p{number:02}.gov.example", Random(number))
    for night in nights:
        ended = night.at + timedelta(minutes=30)
        night.add(
            "runs", run_id=night.run, batch="0", kind="crawl", started_at=night.at, ended_at=ended,
            status="finished",
        )  # fmt: skip
        lake.write_batch(folder / "lake", night.run, night.tables)
    warehouse = folder / "warehouse.duckdb"
    build(folder / "lake", warehouse, TODAY)
    return warehouse


def _agency(nights: list[_Night], row: dict[str, str], portal: str, random: Random) -> None:
    agency, scope = row["agency"], row["scope"]
    for night in nights:
        _look(night, agency, portal, row["region_code"])
    for year, form, made in figures(float(row["size"]), YEARS, random):
        if (agency, year) in _MISSING or (agency == _BLOCKED and year == 2024):
            continue
        if slip := _SLIPS.get((agency, year)):
            made[slip] += 10
        _report(nights[0], agency, portal, year, scope, form, made)
        if (agency, year) == _RE_ISSUED:
            made["requests", "granted", "total"] += 2
            made["requests", "granted", "natural_person"] += 2
            made["requests", "unavailable.not_held", "total"] -= 2
            made["requests", "unavailable.not_held", "natural_person"] -= 2
            _report(nights[1], agency, portal, year, scope, form, made)


def _look(night: _Night, agency: str, portal: str, region: str) -> None:
    home, column = f"http://{portal}/", f"http://{portal}/zfxxgk/nb/"
    blocked = agency == _BLOCKED
    seen: dict[str, Any] = {"run_id": night.run, "portal_id": portal}
    night.add(
        "portals", **seen, seen_at=night.at, name=agency, home_url=home, region_code=region,
        agency=agency, status="active",
    )  # fmt: skip
    night.add(
        "fetches", **seen, purpose="list", url=column, fetched_at=night.at,
        status=412 if blocked else 200,
    )  # fmt: skip
    if blocked:
        told = "the server answers 412 with a challenge script"
        night.add("problems", **seen, code="blocked", message=told, url=column)
    else:
        night.add(
            "listings", **seen, column_url=column, looked_at=night.at, family="generic",
            complete=True, pages=1, links=9, reports=9,
        )  # fmt: skip


def _report(
    night: _Night, agency: str, portal: str, year: int, scope: str, form: str, made: Figures
) -> None:
    title = f"{agency}{year}年政府信息公开工作年度报告"
    url = f"http://{portal}/zfxxgk/nb/{year}.html"
    sha256 = hashlib.sha256(f"{night.run}/{title}".encode()).hexdigest()
    key = {"document_sha256": sha256, "reading": _READING}
    published = f"{year + 1}-01-25"
    night.add(
        "finds", run_id=night.run, portal_id=portal, document_sha256=sha256, url=url,
        fetched_at=night.at, purpose="report", link_text=title, published=published,
        warc_file=f"{night.run}.warc.gz", warc_offset=0,
    )  # fmt: skip
    night.add(
        "fetches", run_id=night.run, portal_id=portal, purpose="report", url=url,
        fetched_at=night.at, status=200,
    )  # fmt: skip
    night.add(
        "documents", **key, media_type="text/html", carrier="html", size=1, title=title,
        agency=agency, year=year, scope=scope, is_report=True,
    )  # fmt: skip
    night.add(
        "claims", **key, source="title", agency=agency, year=year, scope=scope, text=title,
    )  # fmt: skip
    night.tables["cells"] += [key | cell for cell in _cells(form, made, (agency, year))]


def _cells(form: str, made: Figures, report: tuple[str, int]) -> Iterator[dict[str, Any]]:
    for place, ((topic, item, breakdown), value) in enumerate(made.items(), 1):
        table = table_of(topic, form)
        yield (
            _cell(table, form, item, breakdown, report)
            | _value(value, report)
            | {"locator": f'{{"table": {table.section}, "row": {place}, "column": 2}}'}
        )


def _cell(
    table: Table, form: str, item: str, breakdown: str, report: tuple[str, int]
) -> dict[str, Any]:
    row = table.item(item)
    return {
        "form": form,
        "topic": table.topic,
        "item": item,
        "breakdown": breakdown,
        "table_instance": 0,
        "unit": table.unit_of(row, breakdown),
        "label_item": row.label,
        "label_breakdown": table.breakdown(breakdown).label,
        "confidence": 0.8 if report in _DOUBTFUL else 1.0,
    }


def _value(value: float, report: tuple[str, int]) -> dict[str, Any]:
    if value == 0 and report in _EMPTY:
        return {"value": None, "state": "blank", "raw": ""}
    if value == 0 and report in _SLASHED:
        return {"value": None, "state": "not_applicable", "raw": "/"}
    return {"value": float(value), "state": "number", "raw": f"{value:g}"}
