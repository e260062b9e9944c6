"""The stock of rules in force follows from last year's stock.

`proactive.stock_over_years`: in_force[year] = in_force[year - 1] + issued[year] - repealed[year],
for regulations and normative documents on form 2021, same agency and scope. It does not apply to
the 2019 form, which counts documents disclosed, nor where the year before is not held.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Rule, Term


def rules() -> Iterator[Rule]:
    """One rule per kind of document."""
    for item in ("regulations", "normative_documents"):
        terms = (
            Term("left", item, "in_force"),
            Term("right", item, "in_force", years_before=1),
            Term("right", item, "issued"),
            Term("right", item, "repealed", sign=-1),
        )
        yield Rule("proactive.stock_over_years", item, "proactive", terms)
