"""What is known of each document before it is decided whose it is: claims, links, registry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from vocabulary.divisions import divisions, locate
from vocabulary.titles import parse_title
from warehouse.staging import rows

_SITE_CODE = re.compile(r"SiteIDCode=(\d{6})")


@dataclass(frozen=True, slots=True)
class Said:
    """One source's word on a document; `agency` as printed."""

    source: str
    agency: str | None = None
    year: int | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of one document before it is decided whose it is."""

    sha256: str
    is_report: bool
    has_cells: bool
    portal_id: str | None
    region_code: str | None
    said: tuple[Said, ...]
    attached_to: tuple[str, ...]


def gather(db: duckdb.DuckDBPyConnection) -> Iterator[Evidence]:
    """The evidence on every document, in the order of their hashes."""
    portals = {row["portal_id"]: row for row in rows(db, "SELECT * FROM portals")}
    claims = _grouped(
        db,
        "SELECT c.* FROM lake_claims AS c SEMI JOIN newest_documents AS d"
        " ON c.document_sha256 = d.document_sha256 AND c.filename = d.filename"
        " AND c.reading = d.reading ORDER BY ALL",
    )
    finds = _grouped(db, "SELECT * FROM finds ORDER BY fetched_at, url, run_id")
    pages: dict[str, list[str]] = defaultdict(list)
    for sha256, found_at in finds.items():
        for row in found_at:
            if row["purpose"] == "report" and sha256 not in pages[row["url"]]:
                pages[row["url"]].append(sha256)
    with_cells = {
        row["document_sha256"] for row in rows(db, "SELECT DISTINCT document_sha256 FROM cells")
    }
    for document in rows(db, "SELECT * FROM newest_documents ORDER BY document_sha256"):
        sha256 = document["document_sha256"]
        found = finds.get(sha256, [])
        portal = next((portals[f["portal_id"]] for f in found if f["portal_id"] in portals), None)
        yield Evidence(
            sha256=sha256,
            is_report=bool(document["is_report"]),
            has_cells=sha256 in with_cells,
            portal_id=next((f["portal_id"] for f in found if f["portal_id"]), None),
            region_code=_region(portal, claims.get(sha256, [])),
            said=tuple(_said(document, claims.get(sha256, []), found, portal)),
            attached_to=tuple(_parents(sha256, found, pages)),
        )


def _grouped(db: duckdb.DuckDBPyConnection, sql: str) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(db, sql):
        groups[row["document_sha256"]].append(row)
    return dict(groups)


def _parents(
    sha256: str, found: Sequence[Mapping[str, Any]], pages: Mapping[str, list[str]]
) -> Iterator[str]:
    for find in found:
        if find["purpose"] in ("attachment", "image"):
            yield from (p for p in pages.get(find["parent_url"], []) if p != sha256)


def _said(
    document: Mapping[str, Any],
    claims: Sequence[Mapping[str, Any]],
    found: Sequence[Mapping[str, Any]],
    portal: Mapping[str, Any] | None,
) -> Iterator[Said]:
    for claim in claims:
        yield Said(claim["source"], claim["agency"], claim["year"], claim["scope"])
    for find in found:
        link = parse_title(find["link_text"] or "")
        yield Said("link_text", link.agency, link.year, link.scope)
        yield Said("column", year=parse_title(find["column_name"] or "").year)
    dates = [*(c["published"] for c in claims), *(f["published"] for f in found)]
    for published in dates:
        if published and published[:4].isdigit():
            yield Said("published", year=int(published[:4]) - 1)
    if portal and portal["agency"]:
        yield Said("registry", portal["agency"])
    yield Said("document", document["agency"], document["year"], document["scope"])


def _region(portal: Mapping[str, Any] | None, claims: Sequence[Mapping[str, Any]]) -> str | None:
    """The region that short names (市科技局) are meant in: the portal's, or the site code's."""
    if portal and portal["region_code"]:
        return str(portal["region_code"])
    for name in (portal["agency"], portal["name"]) if portal else ():
        if name and (place := locate(name)):
            return place.division.code
    codes = [m[1] for c in claims if (m := _SITE_CODE.search(c["text"] or ""))]
    return next((code for code in codes if code in divisions()), None)
