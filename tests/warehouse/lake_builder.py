"""Small lakes for tests, written as the stages write them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import lake

START = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
READING = "html1-a1"

Figures = Mapping[str, float | str | None]


@dataclass
class LakeBuilder:
    """Collects rows, and writes them as one batch per run and one of readings.

    `night(n)` starts the n-th nightly run; what follows belongs to it.
    """

    folder: Path
    rows: dict[str, dict[str, list[dict[str, Any]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    run: str = ""
    at: datetime = START

    def night(self, number: int, status: str = "finished") -> LakeBuilder:
        self.run = f"run{number}"
        self.at = START + timedelta(days=number)
        self._add(
            "runs",
            run_id=self.run,
            batch="0",
            kind="crawl",
            started_at=self.at,
            ended_at=self.at + timedelta(minutes=5),
            status=status,
        )
        return self

    def portal(self, portal_id: str, agency: str | None, region_code: str) -> LakeBuilder:
        self._add(
            "portals",
            run_id=self.run,
            seen_at=self.at,
            portal_id=portal_id,
            name=agency or "门户",
            home_url=f"http://{portal_id}/",
            region_code=region_code,
            agency=agency,
            status="active",
        )
        return self

    def listing(self, portal_id: str, *, complete: bool = True, **more: Any) -> LakeBuilder:
        self._add(
            "listings",
            run_id=self.run,
            portal_id=portal_id,
            looked_at=self.at,
            family="generic",
            complete=complete,
            pages=1,
            links=3,
            reports=1,
            **{"column_url": f"http://{portal_id}/nb/", **more},
        )
        return self.fetch(portal_id, "list", f"http://{portal_id}/nb/", status=200)

    def fetch(
        self,
        portal_id: str,
        purpose: str,
        url: str,
        status: int | None = None,
        error: str | None = None,
        link_text: str | None = None,
    ) -> LakeBuilder:
        self._add(
            "fetches",
            run_id=self.run,
            portal_id=portal_id,
            purpose=purpose,
            url=url,
            fetched_at=self.at,
            status=status,
            error=error,
            link_text=link_text,
        )
        return self

    def find(
        self,
        document: str,
        url: str,
        *,
        portal_id: str = "p",
        purpose: str = "report",
        parent_url: str | None = None,
        link_text: str | None = None,
    ) -> LakeBuilder:
        self._add(
            "finds",
            run_id=self.run,
            portal_id=portal_id,
            document_sha256=sha256(document),
            url=url,
            fetched_at=self.at,
            purpose=purpose,
            parent_url=parent_url,
            link_text=link_text,
            warc_file="a.warc.gz",
            warc_offset=0,
        )
        return self.fetch(portal_id, purpose, url, status=200)

    def document(
        self,
        name: str,
        *,
        title: str | None = None,
        agency: str | None = None,
        year: int | None = None,
        scope: str | None = None,
        cells: Sequence[dict[str, Any]] = (),
        text: str | None = None,
        menu: str | None = None,
        is_report: bool = True,
        carrier: str = "html",
        problems: Sequence[tuple[str, str]] = (),
        reading: str = READING,
        signed: str | None = None,
    ) -> LakeBuilder:
        key: dict[str, Any] = {"document_sha256": sha256(name), "reading": reading}
        batch = f"read-{name}-{reading}"
        self._add(
            "documents",
            batch,
            **key,
            media_type="text/html",
            carrier=carrier,
            size=1,
            title=title,
            scope="unknown",
            is_report=is_report,
        )
        if title or agency or year:
            self._add(
                "claims",
                batch,
                **key,
                source="title",
                agency=agency,
                year=year,
                scope=scope,
                text=title,
            )
        if signed:
            self._add("claims", batch, **key, source="signature", published=signed)
        for cell in cells:
            self._add("cells", batch, **key, **cell)
        if menu:
            self._add("sections", batch, **key, ordinal=0, number="", heading="公开", text=menu)
        if text:
            self._add(
                "sections", batch, **key, ordinal=1, number="一", heading="总体情况", text=text
            )
        for code, message in problems:
            self._add("problems", batch, **key, code=code, message=message)
        return self

    def write(self) -> Path:
        for batch, tables in self.rows.items():
            lake.write_batch(self.folder, batch, tables)
        return self.folder

    def _add(self, table: str, batch: str | None = None, **row: Any) -> None:
        self.rows[batch or self.run][table].append(row)


def sha256(name: str) -> str:
    """The hash under which a test's document goes."""
    return hashlib.sha256(name.encode()).hexdigest()


def cells(
    topic: str, figures: Figures, *, form: str = "2021", instance: int = 0, confidence: float = 1.0
) -> list[dict[str, Any]]:
    """Cells of one table from {"received/total": 3, "carried_in/total": None (blank)}.

    A text as figure is a cell in that state: "unreadable", "not_applicable", "text".
    """
    return [
        _cell(topic, name, figure, form, instance, confidence) for name, figure in figures.items()
    ]


def _cell(
    topic: str, name: str, figure: float | str | None, form: str, instance: int, confidence: float
) -> dict[str, Any]:
    item, breakdown = name.split("/")
    number = figure if isinstance(figure, (int, float)) else None
    state = figure if isinstance(figure, str) else "blank" if figure is None else "number"
    return {
        "form": form,
        "topic": topic,
        "item": item,
        "breakdown": breakdown,
        "table_instance": instance,
        "value": number,
        "state": state,
        "raw": "" if number is None else f"{number:g}",
        "unit": "count",
        "label_item": item,
        "label_breakdown": breakdown,
        "confidence": confidence,
        "locator": '{"table": 1}',
    }
