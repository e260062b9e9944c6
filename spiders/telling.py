"""A look as data, for whoever started it: its columns with what they list, and its way."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from spiders.look import Look


def told(look: Look) -> dict[str, Any]:
    """As JSON may hold it; titles by the address of their report."""
    columns = [
        {
            "url": column.url,
            "name": column.name,
            "family": column.family,
            "complete": column.complete and look.pages < look.most_pages,
            "pages": column.pages,
            "reports": sorted(column.reports),
        }
        for column in look.columns.values()
        if column.pages or not column.complete
    ]
    return {
        "portal_id": look.portal.portal_id,
        "requests": look.pages,
        "columns": columns,
        "titles": {url: title for step in look.trace or () for url, title in step.reports},
        "steps": [asdict(step) for step in look.trace or ()],
    }
