"""What one report carries out into the next year, the next report carries in.

`requests.carried_over_years`: per applicant, carried_in[year] = carried_out[year - 1], for the same
agency and scope. It does not apply where the report of the year before is not held.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms.forms import tables
from warehouse.checks.rule import Rule, Term


def rules() -> Iterator[Rule]:
    """One rule per applicant column."""
    for breakdown in next(t for t in tables() if t.topic == "requests").breakdowns:
        terms = (
            Term("left", "carried_in", breakdown.code),
            Term("right", "carried_out", breakdown.code, years_before=1),
        )
        yield Rule("requests.carried_over_years", breakdown.code, "requests", terms)
