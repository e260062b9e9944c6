"""The portals of a made-up lake, and the nights that asked them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import lake

START = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)


def write_portals(folder: Path, portals: dict[str, str]) -> None:
    """Two nights, each with every portal (code and name of its division) and its one list."""
    for night in range(2):
        at = START + timedelta(days=night)
        run = {"run_id": f"run{night}", "batch": "0", "kind": "crawl", "status": "finished"}
        times = {"started_at": at, "ended_at": at + timedelta(hours=5)}
        rows: dict[str, list[dict[str, Any]]] = {"runs": [run | times]}
        for table in ("portals", "listings", "fetches"):
            rows[table] = [_PORTAL[table](code, name, at) for code, name in portals.items()]
            rows[table] = [{"run_id": f"run{night}"} | row for row in rows[table]]
        lake.write_batch(folder, f"run{night}", rows)


def _registered(code: str, name: str, at: datetime) -> dict[str, Any]:
    return {
        "seen_at": at,
        "portal_id": f"p{code}",
        "name": name,
        "home_url": f"http://www.p{code}.gov.cn/",
        "region_code": code,
        "agency": f"{name}人民政府",
        "status": "active",
    }


def _listing(code: str, _: str, at: datetime) -> dict[str, Any]:
    column = f"http://www.p{code}.gov.cn/zfxxgk/"
    counts = {"pages": 3, "links": 60, "reports": 50}
    return {
        "portal_id": f"p{code}",
        "column_url": column,
        "looked_at": at,
        "family": "trs",
        "complete": True,
    } | counts


def _list_page(code: str, _: str, at: datetime) -> dict[str, Any]:
    column = f"http://www.p{code}.gov.cn/zfxxgk/"
    seen = {"url": column, "final_url": column, "fetched_at": at, "status": 200}
    return {"portal_id": f"p{code}", "purpose": "list", **seen}


_PORTAL = {"portals": _registered, "listings": _listing, "fetches": _list_page}
