"""One report under two names: a government's and its office's.

`consolidation.twice`: a government's office (办公室, 办公厅) and the government itself have reports
of one year whose requests tables state the very same numbers, at least three of them above zero. It
fails for the office's report: adding both up counts it twice. It does not apply where scopes are
known and differ, nor where only one of the two is held. `left_side` is how many numbers agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding

_SQL = """
WITH governments AS (
    SELECT v.version_no, v.year, v.scope, a.region_code, a.level,
           regexp_matches(v.agency_id, '办公[室厅]$') AS office
    FROM versions AS v JOIN placed_agencies AS a USING (agency_id)
    WHERE v.is_current AND a.government
),
pairs AS (
    SELECT o.version_no, g.version_no AS same FROM governments AS o JOIN governments AS g
        ON g.region_code = o.region_code AND g.year = o.year AND g.level = o.level
        AND (g.scope = o.scope OR 'unknown' IN (g.scope, o.scope))
    WHERE o.office AND NOT g.office
),
numbers AS (
    SELECT f.version_no, count(*) AS numbers, sum((f.value > 0)::INTEGER) AS above_zero,
           bit_xor(hash(f.code, f.value)) AS signature, sum(hash(f.value, f.code)) AS second,
           list(struct_pack(version_no, code)) AS concerned
    FROM figures AS f JOIN codes AS k USING (code)
    WHERE k.topic = 'requests' AND f.stated AND f.version_no IN (
        SELECT unnest([version_no, same]) FROM pairs)
    GROUP BY ALL
)
SELECT p.version_no, a.numbers AS left_side, 1 AS right_side, a.concerned,
       CASE WHEN bool_or(a.signature = b.signature AND a.second = b.second) THEN 'fail'
            ELSE 'pass' END AS result
FROM pairs AS p JOIN numbers AS a USING (version_no) JOIN numbers AS b ON b.version_no = p.same
WHERE a.above_zero >= 3 GROUP BY ALL
"""


def findings() -> Iterator[Finding]:
    """Of the requests table."""
    yield Finding("consolidation.twice", "requests", _SQL, among_others=True)
