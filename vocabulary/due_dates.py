"""By when a report has to be published: data, since the regulation was revised in 2019."""

from __future__ import annotations

from datetime import date
from functools import cache

from vocabulary.tables import rows


def due_date(year: int, *, government: bool) -> date | None:
    """The last day for the report of fiscal year `year`; None before the duty existed.

    `government`: the report of a government, which consolidates those of its departments.
    """
    kind = "government" if government else "agency"
    for first, last, of, month, day in _rules():
        if of == kind and first <= year and (last is None or year <= last):
            return date(year + 1, month, day)
    return None


@cache
def _rules() -> tuple[tuple[int, int | None, str, int, int], ...]:
    return tuple(
        (
            int(r["from_year"]),
            int(r["until_year"]) if r["until_year"] else None,
            r["kind"],
            int(r["month"]),
            int(r["day"]),
        )
        for r in rows("due_dates.csv")
    )
