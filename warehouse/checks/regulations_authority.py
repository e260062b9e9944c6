"""Only some bodies can make 规章; the others have none to report.

`proactive.regulations_authority`: bodies of the State Council, and the governments of provinces,
of cities divided into districts and of autonomous prefectures make 规章 (立法法, 2015 and 2023).
Any other body that states some made, issued, repealed or in force fails: a normative document was
counted as a 规章, or another body's were. Prefectures that are no cities (地区, 盟) have no such
power. It does not apply to agencies that could not be placed, nor to 规章 merely disclosed.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding
from warehouse.checks.sql import cell

_COLUMNS = ("issued", "repealed", "in_force", "made")


def findings() -> Iterator[Finding]:
    """One for each column that counts 规章 of one's own."""
    for column in _COLUMNS:
        yield Finding("proactive.regulations_authority", column, _sql(column))


def _sql(column: str) -> str:
    return f"""
SELECT f.version_no, f.value AS left_side, 0 AS right_side,
       [struct_pack(f.version_no, f.code)] AS concerned,
       CASE WHEN f.value <= 0 THEN 'pass' WHEN f.doubtful THEN 'uncertain' ELSE 'fail' END AS result
FROM {cell("proactive", "regulations", column)} AS f JOIN versions AS v USING (version_no)
JOIN placed_agencies AS a USING (agency_id)
WHERE f.stated AND a.level <> 'national'
  AND NOT (a.government AND a.level = 'province')
  AND NOT (a.government AND a.level = 'prefecture'
           AND NOT regexp_matches(a.prefecture, '地区$|盟$'))
"""
