"""The number of items of last year and its change give this year's.

`proactive.items_over_years` (form 2019): items_last_year[year] = items_last_year[year - 1] +
items_change[year - 1], same agency and scope. It does not apply where one of the two reports is on
another form or not held.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms.forms import tables
from warehouse.checks.rule import Rule, Term


def rules() -> Iterator[Rule]:
    """One rule per row that counts items."""
    table = next(t for t in tables() if t.topic == "proactive" and "2019" in t.forms)
    for item in table.items:
        if "items_last_year" in item.breakdowns:
            terms = (
                Term("left", item.code, "items_last_year"),
                Term("right", item.code, "items_last_year", years_before=1),
                Term("right", item.code, "items_change", years_before=1),
            )
            yield Rule("proactive.items_over_years", item.code, "proactive", terms)
