"""Are known columns still what they were? Asked of the portals, compared with the lake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final

import lake
from config import Settings
from spiders.registry import Portal
from stages.discovering import Discovery, discover
from vocabulary.due_dates import due_date

_SHRUNK: Final = 0.5  # of what it listed before


@dataclass(frozen=True)
class Check:
    """One portal. `had`: reports listed at the last look, None without any; `has`: now, `is_whole`
    if all pages were read; `year_due`: the newest fiscal year whose reports are due by now.
    """

    portal_id: str
    column_url: str | None
    answers: bool
    had: int | None
    has: int
    is_whole: bool
    year_due: int
    has_year_due: bool
    remark: str

    @property
    def is_well(self) -> bool:
        """Whether nothing asks for a person's attention."""
        return self.answers and self.has_year_due and not self._shrunk

    @property
    def _shrunk(self) -> bool:
        return self.is_whole and self.had is not None and self.has < self.had * _SHRUNK

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        return {**asdict(self), "is_well": self.is_well}


def check(settings: Settings, portals: Sequence[Portal], today: date | None = None) -> list[Check]:
    """Look at the known column of each active portal; at its home page where none is known."""
    known = _listings(settings)
    asked = [_with_column(p, known.get(p.portal_id, {})) for p in portals if p.status == "active"]
    year = year_due(today or datetime.now(UTC).date())
    most = settings.max_pages_per_portal  # a known column is read whole
    found = {d.portal_id: d for d in discover(settings, asked, most)}
    return [_judged(p, known.get(p.portal_id, {}), found.get(p.portal_id), year) for p in asked]


def year_due(today: date) -> int:
    """The newest fiscal year that governments and agencies must have reported on by that day."""
    due = due_date(today.year - 1, government=True)
    return today.year - 1 if due and due <= today else today.year - 2


def _listings(settings: Settings) -> dict[str, dict[str, int]]:
    """By portal, then column: how many reports the last complete look saw."""
    known: dict[str, dict[str, int]] = {}
    rows = lake.read(settings.lake, "listings").to_pylist()
    for row in sorted(rows, key=lambda row: row["looked_at"]):
        if row["column_url"] and row["complete"] and row["reports"]:
            known.setdefault(row["portal_id"], {})[row["column_url"]] = row["reports"]
    return known


def _with_column(portal: Portal, columns: Mapping[str, int]) -> Portal:
    best = max(columns, key=lambda url: columns[url], default=None)
    return replace(portal, annual_reports_url=portal.annual_reports_url or best)


def _judged(
    portal: Portal, columns: Mapping[str, int], found: Discovery | None, year: int
) -> Check:
    url = portal.annual_reports_url
    known = [c for c in found.columns if c.url == url] if found else []
    seen = known or list(found.columns if found and url is None else ())
    has = len({report for column in seen for report in column.reports})
    whole = all(column.complete for column in seen)
    return Check(
        portal_id=portal.portal_id,
        column_url=url or (seen[0].url if seen else None),
        answers=any(column.pages for column in seen),
        had=columns.get(url) if url else None,
        has=has,
        is_whole=whole,
        year_due=year,
        has_year_due=bool(found and year in found.years()),
        remark=_remark(url, found, has),
    )


def _remark(url: str | None, found: Discovery | None, has: int) -> str:
    if found is None:
        return "not looked at"
    if url and not has and (other := [c.url for c in found.columns if c.reports]):
        return f"reports are at {other[0]} now"
    return found.problems[0] if found.problems else ""
