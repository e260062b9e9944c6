"""A government's consolidated report holds at least what its own departments report.

`consolidation`: per item of the requests table (column total), the consolidated figure >= that of
each department of the same government and year (place `each:…`), and >= their sum (place `sum:…`);
equal to the sum passes. A sum below the whole is not assessable: departments may be missing. It
applies only where both scopes are known and at least one department's report is held; lower
governments are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding
from warehouse.checks.sql import cell

_ITEMS = ("received", "concluded", "carried_out")


def findings() -> Iterator[Finding]:
    """Two for each item."""
    for item in _ITEMS:
        for place, how, relation in (("each", "max", "<="), ("sum", "sum", "=")):
            sql = _sql(item, how, relation)
            yield Finding("consolidation", f"{place}:{item}", sql, among_others=True)


def _sql(item: str, how: str, relation: str) -> str:
    return f"""
WITH total AS (FROM {cell("requests", item, "total")}),
parts AS (
    SELECT w.version_no, {how}(t.value) AS right_side, bool_or(t.doubtful) AS doubtful,
           list(struct_pack(version_no := t.version_no, code := t.code)) AS concerned
    FROM versions AS w
    JOIN placed_agencies AS g ON g.agency_id = w.agency_id AND g.government
    JOIN placed_agencies AS a ON a.parent_id = g.agency_id AND a.region_code = g.region_code
    JOIN versions AS v ON v.agency_id = a.agency_id AND v.year = w.year AND v.scope = 'own'
        AND v.is_current
    JOIN total AS t ON t.version_no = v.version_no AND t.stated
    WHERE w.scope = 'consolidated' AND w.is_current AND NOT a.government GROUP BY ALL
)
SELECT p.version_no, t.value AS left_side, p.right_side,
       list_append(p.concerned, struct_pack(version_no := t.version_no, code := t.code))
           AS concerned,
       CASE WHEN t.doubtful OR p.doubtful THEN 'uncertain' WHEN NOT t.stated THEN 'not_assessable'
            WHEN right_side > t.value THEN 'fail'
            WHEN right_side {relation} t.value THEN 'pass'
            ELSE 'not_assessable' END AS result
FROM parts AS p JOIN total AS t USING (version_no)
"""
