"""The registry row of each sample portal, as `gongkai nightly --portals FILE.csv` takes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from sample_portals.site import Site

COLUMNS = (
    "portal_id",
    "name",
    "home_url",
    "region_code",
    "annual_reports_url",
    "agency",
    "family",
    "status",
    "reason",
    "source",
    "verified",
)


def as_csv(sites: Iterable[Site], port: int) -> str:
    """The registry of these portals when they are served on that port."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(site, f"http://{site.host}:{port}") for site in sites)
    return stream.getvalue()


def _row(site: Site, root: str) -> dict[str, str]:
    return {
        "portal_id": site.portal_id,
        "name": site.name,
        "home_url": f"{root}/",
        "region_code": site.region_code,
        "annual_reports_url": root + site.annual_reports_path if site.annual_reports_path else "",
        "agency": site.agency,
        "family": site.family,
        "status": "active",
        "source": "sample_portals",
    }
