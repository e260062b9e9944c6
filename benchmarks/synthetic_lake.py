"""A lake of made-up reports, as large as asked for, with what real lakes have.

Governments with consolidated reports, bureaus and townships, on the forms of 2014, 2019 and 2021,
some late on an old form; a tenth of the documents are copies or attachments, some with other
figures; re-issues, corrections by hand, older readings, templates that townships share, blanks,
slashes, doubtful readings, reports whose sums do not add up. With their copies, reports have about
200 cells on the average. Equal arguments give equal lakes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

import lake
from benchmarks.synthetic_agencies import NEW_FORMS, Agency, agencies
from benchmarks.synthetic_portals import START, write_portals
from benchmarks.synthetic_tables import Cells, Sheet, report_cells
from vocabulary.divisions import full_name

CORRECTIONS = "corrections.csv"

_READING, _OLD_READING = "html3-a4", "html2-a4"
_CORRECTED_OF = 1_000  # one report in so many is put right by hand
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
    """Write a lake of about `reports` reports, `batch` of them in each batch of readings, and
    corrections.csv beside it."""
    random = np.random.default_rng(seed)
    who = agencies(reports)
    per_batch = max(1, batch // len(NEW_FORMS))
    write_portals(folder, {a.code: full_name(a.code) for a in who})
    corrections: list[str] = []
    for start in range(0, len(who), per_batch):
        name = f"{start:08d}"
        tables = _Batch(random, name)
        for agency in who[start : start + per_batch]:
            tables.agency(agency)
        tables.write(folder)
        corrections += tables.corrections
    head = "document_sha256,topic,item,breakdown,old,new,why,link,person,date\n"
    (folder.parent / CORRECTIONS).write_text(head + "".join(corrections), encoding="utf-8")


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
        self.corrections: list[str] = []

    def agency(self, agency: Agency) -> None:
        """All reports of one agency, one each year."""
        figures = report_cells(self._random, agency.years, agency.size)
        for at, year in enumerate(agency.years):
            self._report(agency, year, figures.of(at))

    def _report(self, agency: Agency, year: int, cells: Sheet) -> None:
        chance = self._random.random(6)
        base = f"http://www.p{agency.code}.gov.cn/zfxxgk/{agency.number}/{year}"
        carrier = "pdf" if chance[0] < 0.2 else "html"
        self._received = int(cells.received)
        body = self._document(agency, year, f"{base}.html", "report", carrier)
        self._cells.add(body.sha256, _READING, carrier, cells)
        if (agency.number + year) % _CORRECTED_OF == 0:
            self.corrections.append(_correction(body.sha256, cells))
        if chance[1] < 0.05:  # the same figures as a PDF beside the page
            pdf = self._document(agency, year, f"{base}.pdf", "attachment", "pdf")
            self._cells.add(pdf.sha256, _READING, "pdf", cells)
        if chance[2] < 0.02:  # a copy elsewhere, one figure of which differs
            copy = self._document(agency, year, f"{base}-copy.html", "report", "html")
            self._cells.add(copy.sha256, _READING, "html", cells.with_change(self._random))
        if chance[3] < 0.02:  # issued again a night later
            again = self._document(agency, year, f"{base}.html", "report", carrier, night=1)
            self._cells.add(again.sha256, _READING, carrier, cells.with_change(self._random))
        if chance[4] < 0.05:  # and read by an older version before
            self._old.append(self._rows["documents"][-1] | {"reading": _OLD_READING})
            self._old_cells.add(body.sha256, _OLD_READING, carrier, cells)
        if chance[5] < 0.05:
            problem = {"code": "cells_missing", "message": "requests: a row is missing"}
            self._rows["problems"].append(_key(body.sha256) | problem)

    def _document(
        self, agency: Agency, year: int, url: str, purpose: str, carrier: str, night: int = 0
    ) -> Document:
        sha256 = hashlib.sha256(f"{url} {night}".encode()).hexdigest()
        document = Document(sha256, url, purpose, night, carrier)
        title = f"{agency.name}{year}年政府信息公开工作年度报告"
        row = _key(sha256) | {"media_type": "text/html", "carrier": carrier, "size": 40_000}
        told = {"agency": agency.name, "year": year, "scope": agency.scope, "is_report": True}
        self._rows["documents"].append(row | told | {"title": title})
        self._claims(sha256, agency, year, title)
        self._sections(sha256, agency, year)
        self._finds(document, agency.code, title, year)
        return document

    def _claims(self, sha256: str, agency: Agency, year: int, title: str) -> None:
        for source, named, said, text in (
            ("title", agency.name, year, title),
            ("period", None, year, f"{year}年1月1日至{year}年12月31日"),
            ("first_sentence", f"我{agency.body[-1]}", year, "根据条例"),
            ("metadata", agency.name, None, "SiteName"),
            ("signature", agency.body, None, f"{agency.body}\n{year + 1}年1月20日"),
        ):
            claim = {"source": source, "agency": named, "year": said, "text": text}
            self._rows["claims"].append(_key(sha256) | claim | {"scope": agency.scope})

    def _sections(self, sha256: str, agency: Agency, year: int) -> None:
        """A third of the townships write what their county gave them to write."""
        template = agency.kind == "township" and agency.number % 3 == 0
        own = agency.code if template else _words(sha256)
        for ordinal, (number, heading) in enumerate(zip("一二三四五六", _HEADINGS, strict=True)):
            text = f"{year}年，收到政府信息公开申请{self._received}件。{own}{_NOISE}"
            section = {"ordinal": ordinal, "number": number, "heading": heading, "text": text}
            self._rows["sections"].append(_key(sha256) | section)

    def _finds(self, document: Document, code: str, title: str, year: int) -> None:
        for night in range(document.night, 2):
            at = START + timedelta(days=night, seconds=year)
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
        if document.purpose == "report":
            first = START + timedelta(days=document.night)
            listed = {"run_id": f"run{document.night}", "looked_at": first, "listed": True}
            address = {"portal_id": f"p{code}", "url": document.url}
            self._rows["listed"].append(address | listed)

    def write(self, folder: Path) -> None:
        """One batch of finds, one of readings, and one of older readings where there are any."""
        crawled = {t: self._rows[t] for t in ("finds", "fetches", "listed")}
        lake.write_batch(folder, f"crawl-{self._name}", crawled)
        read = {t: self._rows[t] for t in ("documents", "claims", "sections", "problems")}
        lake.write_batch(folder, f"read-{self._name}", read)
        _append(folder / f"read-{self._name}", self._cells.table())
        if self._old:
            lake.write_batch(folder, f"old-{self._name}", {"documents": self._old})
            _append(folder / f"old-{self._name}", self._old_cells.table())


def _correction(sha256: str, cells: Sheet) -> str:
    """Requests received, one more than was read."""
    topic, item, breakdown = cells.layout.names[cells.stated_total]
    read = int(cells.received)
    return f"{sha256},{topic},{item},{breakdown},{read},{read + 1},blurred,http://x/,A,2026-03-02\n"


def _words(sha256: str) -> str:
    """Text that no other document has."""
    return "".join(chr(0x4E00 + int(sha256[at : at + 3], 16)) for at in range(0, 24, 3))


def _append(batch: Path, cells: pa.Table) -> None:
    lake.pq.write_table(cells, batch / "cells.parquet", compression="zstd")


def _key(sha256: str) -> dict[str, Any]:
    return {"document_sha256": sha256, "reading": _READING}
