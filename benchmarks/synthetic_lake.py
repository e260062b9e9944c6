"""A lake of made-up reports, as large as asked for, with what real lakes have.

Agencies of all levels over 18 years, each on its division's portal; a tenth of the documents are
copies or attachments, some with other figures; re-issues, older readings, blanks, slashes, doubtful
readings, reports whose sums do not add up. Every year is on the forms of 2019 or 2021, so that each
report has about 200 cells. Equal arguments give equal lakes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

import lake
from benchmarks.synthetic_tables import Cells, report_cells
from vocabulary.divisions import divisions, full_name

YEARS = tuple(range(2008, 2026))
_START = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
_READING, _OLD_READING = "html3-a4", "html2-a4"
_BUREAUS = (
    *("人民政府", "教育局", "科技局", "公安局", "民政局", "司法局", "财政局", "水利局", "审计局"),
    *("卫生健康局", "农业农村局", "应急管理局", "统计局", "文化和旅游局", "交通运输局", "商务局"),
    *("自然资源局", "林业局", "医疗保障局", "退役军人事务局"),
)
_HEADINGS = ("总体情况", "主动公开", "申请", "复议和诉讼", "存在问题", "其他事项")
_NOISE = (
    "全年主动公开工作平稳有序，机关各部门依照条例规定及时更新栏目，回应社会关切，完善制度。" * 4
)


@dataclass(frozen=True)
class Document:
    """One made-up document of a report; `night` is when its address brought it."""

    sha256: str
    url: str
    purpose: str
    night: int
    carrier: str


def write(folder: Path, reports: int, batch: int = 100, seed: int = 1) -> None:
    """Write a lake of about `reports` reports, `batch` of them in each batch of readings."""
    random = np.random.default_rng(seed)
    agencies = list(islice(_agencies(), -(-reports // len(YEARS))))
    per_batch = max(1, batch // len(YEARS))
    _runs(folder, {code: full_name(code) for code, _ in agencies})
    for start in range(0, len(agencies), per_batch):
        name = f"{start:08d}"
        tables = _Batch(random, name)
        for code, bureau in agencies[start : start + per_batch]:
            tables.agency(code, bureau)
        tables.write(folder)


def _agencies() -> Iterator[tuple[str, str]]:
    current = [d.code for d in divisions().values() if d.until is None]
    for bureau in _BUREAUS:
        yield from ((code, bureau) for code in current)


def _runs(folder: Path, portals: dict[str, str]) -> None:
    for night in range(2):
        at = _START + timedelta(days=night)
        run = {"run_id": f"run{night}", "batch": "0", "kind": "crawl", "status": "finished"}
        rows = [
            {
                "run_id": f"run{night}",
                "seen_at": at,
                "portal_id": f"p{code}",
                "name": name,
                "home_url": f"http://www.p{code}.gov.cn/",
                "region_code": code,
                "agency": f"{name}人民政府",
                "status": "active",
            }
            for code, name in portals.items()
        ]
        times = {"started_at": at, "ended_at": at + timedelta(hours=5)}
        lake.write_batch(folder, f"run{night}", {"runs": [run | times], "portals": rows})


class _Batch:
    """Collects the rows of some agencies and writes them as the stages do."""

    def __init__(self, random: np.random.Generator, name: str) -> None:
        self._random = random
        self._name = name
        self._rows: dict[str, list[dict[str, Any]]] = {t: [] for t in lake.SCHEMAS}
        self._old: list[dict[str, Any]] = []
        self._cells = Cells()
        self._old_cells = Cells()
        self._received = 0

    def agency(self, code: str, bureau: str) -> None:
        """All reports of one agency, one each year."""
        figures = report_cells(self._random, YEARS)
        for at, year in enumerate(YEARS):
            self._report(code, bureau, year, figures.of(at))

    def _report(self, code: str, bureau: str, year: int, cells: Any) -> None:
        chance = self._random.random(6)
        base = f"http://www.p{code}.gov.cn/zfxxgk/{bureau}/{year}"
        carrier = "pdf" if chance[0] < 0.2 else "html"
        self._received = int(cells.received)
        body = self._document(code, bureau, year, f"{base}.html", "report", carrier)
        self._cells.add(body.sha256, _READING, carrier, cells)
        if chance[1] < 0.05:  # the same figures as a PDF beside the page
            pdf = self._document(code, bureau, year, f"{base}.pdf", "attachment", "pdf")
            self._cells.add(pdf.sha256, _READING, "pdf", cells)
        if chance[2] < 0.02:  # a copy elsewhere, one figure of which differs
            copy = self._document(code, bureau, year, f"{base}-copy.html", "report", "html")
            self._cells.add(copy.sha256, _READING, "html", cells.with_change(self._random))
        if chance[3] < 0.02:  # issued again a night later
            again = self._document(code, bureau, year, f"{base}.html", "report", carrier, night=1)
            self._cells.add(again.sha256, _READING, carrier, cells.with_change(self._random))
        if chance[4] < 0.05:  # and read by an older version before
            self._old.append(self._rows["documents"][-1] | {"reading": _OLD_READING})
            self._old_cells.add(body.sha256, _OLD_READING, carrier, cells)
        if chance[5] < 0.05:
            problem = {"code": "cells_missing", "message": "requests: a row is missing"}
            self._rows["problems"].append(_key(body.sha256) | problem)

    def _document(
        self,
        code: str,
        bureau: str,
        year: int,
        url: str,
        purpose: str,
        carrier: str,
        night: int = 0,
    ) -> Document:
        sha256 = hashlib.sha256(f"{url} {night}".encode()).hexdigest()
        document = Document(sha256, url, purpose, night, carrier)
        name = full_name(code) + bureau
        title = f"{name}{year}年政府信息公开工作年度报告"
        row = _key(sha256) | {"media_type": "text/html", "carrier": carrier, "size": 40_000}
        self._rows["documents"].append(
            row | {"title": title, "agency": name, "year": year, "scope": "own", "is_report": True}
        )
        self._claims(sha256, name, bureau, year, title)
        self._sections(sha256, year)
        self._finds(document, code, title, year)
        return document

    def _claims(self, sha256: str, name: str, bureau: str, year: int, title: str) -> None:
        for source, agency, said, text in (
            ("title", name, year, title),
            ("period", None, year, f"{year}年1月1日至{year}年12月31日"),
            ("first_sentence", f"我{bureau[-1]}", year, "根据条例"),
            ("metadata", name, None, "SiteName"),
            ("signature", bureau, None, f"{bureau}\n{year + 1}年1月20日"),
        ):
            claim = {"source": source, "agency": agency, "year": said, "text": text}
            self._rows["claims"].append(_key(sha256) | claim | {"scope": "own"})

    def _sections(self, sha256: str, year: int) -> None:
        for ordinal, (number, heading) in enumerate(zip("一二三四五六", _HEADINGS, strict=True)):
            text = f"{year}年，收到政府信息公开申请{self._received}件。{_words(sha256)}{_NOISE}"
            section = {"ordinal": ordinal, "number": number, "heading": heading, "text": text}
            self._rows["sections"].append(_key(sha256) | section)

    def _finds(self, document: Document, code: str, title: str, year: int) -> None:
        for night in range(document.night, 2):
            at = _START + timedelta(days=night, seconds=year)
            seen = {
                "run_id": f"run{night}",
                "portal_id": f"p{code}",
                "url": document.url,
                "fetched_at": at,
                "purpose": document.purpose,
                "link_text": title,
                "content_type": "text/html",
                "warc_file": f"run{night}.warc.gz",
                "warc_offset": year,
            }
            page = document.url.replace(".pdf", ".html")
            parent = page if document.purpose == "attachment" else None
            found = {"document_sha256": document.sha256, "parent_url": parent}
            self._rows["finds"].append(seen | found)
            answer = {"final_url": document.url, "status": 200, "payload_sha256": document.sha256}
            self._rows["fetches"].append(seen | answer)

    def write(self, folder: Path) -> None:
        """One batch of finds, one of readings, and one of older readings where there are any."""
        crawled = {t: self._rows[t] for t in ("finds", "fetches")}
        lake.write_batch(folder, f"crawl-{self._name}", crawled)
        read = {t: self._rows[t] for t in ("documents", "claims", "sections", "problems")}
        lake.write_batch(folder, f"read-{self._name}", read)
        _append(folder / f"read-{self._name}", self._cells.table())
        if self._old:
            lake.write_batch(folder, f"old-{self._name}", {"documents": self._old})
            _append(folder / f"old-{self._name}", self._old_cells.table())


def _words(sha256: str) -> str:
    """Text that no other document has."""
    return "".join(chr(0x4E00 + int(sha256[at : at + 3], 16)) for at in range(0, 24, 3))


def _append(batch: Path, cells: pa.Table) -> None:
    lake.pq.write_table(cells, batch / "cells.parquet", compression="zstd")


def _key(sha256: str) -> dict[str, Any]:
    return {"document_sha256": sha256, "reading": _READING}
