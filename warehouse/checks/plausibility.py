"""Figures that leap out of an agency's own years, or out of those of its peers.

`plausibility.own_years`: against the median of the agency's other years, of the same scope. It
fails where the figure is more than ten times as large or small and lies six robust standard
deviations (1.4826 x median absolute deviation) off, both on the scale ln(1 + x), and one of the two
is at least 50. It does not apply with fewer than four other years.

`plausibility.peers`: against the median of all agencies of the same level, function, scope and
year. It fails where the figure is at least 100, more than a hundred times the median, and six
robust standard deviations above it. It does not apply with fewer than twenty peers.

A leap may be true: a person's verdict settles it.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding
from warehouse.checks.sql import cell

_WATCHED = (
    ("requests", "received", "total"),
    ("proactive", "normative_documents", "in_force"),
    ("proactive", "licensing", "decisions"),
    ("proactive", "penalties", "decisions"),
)


def findings() -> Iterator[Finding]:
    """Two for each figure that is watched."""
    for place in _WATCHED:
        name, figures = "/".join(place), cell(*place)
        yield Finding("plausibility.own_years", name, _own(figures), among_others=True)
        yield Finding("plausibility.peers", name, _peers(figures), among_others=True)


def _own(figures: str) -> str:
    return _against(
        figures,
        groups="agency_id, scope",
        least=5,
        fails="abs(z - middle) > greatest(ln(10), 6 * 1.4826 * spread)"
        " AND greatest(value, exp(middle) - 1) >= 50",
    )


def _peers(figures: str) -> str:
    return _against(
        figures,
        groups="level, function, scope, year",
        least=21,
        fails="value >= 100 AND z - middle > greatest(ln(100), 6 * 1.4826 * spread)",
    )


def _against(figures: str, groups: str, least: int, fails: str) -> str:
    """The median of the whole group stands in for that of the others: one in five shifts it little,
    and no group is gone through once for each of its members."""
    return f"""
WITH known AS (
    SELECT f.version_no, f.code, f.value, ln(1 + f.value) AS z, f.doubtful, v.agency_id, v.year,
           v.scope, a.level, a.function
    FROM {figures} AS f JOIN versions AS v USING (version_no)
    JOIN placed_agencies AS a USING (agency_id)
    WHERE v.is_current AND f.stated AND f.value >= 0 AND a.function IS NOT NULL
),
middles AS (
    SELECT {groups}, median(z) AS middle FROM known GROUP BY ALL HAVING count(*) >= {least}
),
spreads AS (
    SELECT {groups}, any_value(middle) AS middle, median(abs(z - middle)) AS spread
    FROM known JOIN middles USING ({groups}) GROUP BY ALL
)
SELECT version_no, value AS left_side, round(exp(middle) - 1, 2) AS right_side,
       [struct_pack(version_no, code)] AS concerned,
       CASE WHEN NOT ({fails}) THEN 'pass' WHEN doubtful THEN 'uncertain' ELSE 'fail' END AS result
FROM known JOIN spreads USING ({groups})
"""
