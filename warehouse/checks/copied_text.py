"""Narratives that several agencies share word for word: boilerplate, or a report that was copied.

`copied.text`: sections one (总体情况) and five (主要问题及改进情况) of at least 150 characters that
stand in reports of other agencies as well, numbers and the words for who writes left out. To share
a text is usual, as a county hands its townships a draft, and no error of the figures: the result is
uncertain. It fails where the numbers are the same too, four different ones at least that count
something (信息 37 条, 申请 12 件): whoever copied them did not report its own. It does not apply to
the shorter sections, to those that the notice itself words, nor to a government and its office.
`right_side` is how many other agencies have the text, `left_side` its length.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding
from warehouse.checks.sql import NARRATIVES

_COUNTED = "[0-9][0-9,.]*(?:余|多)?(?:件|条|次|人|篇|期|个|份|场|起|宗|项|家|册|万元)"

_SQL = f"""
WITH narratives AS (
    SELECT n.version_no, n.text, v.year,
           regexp_replace(
               n.text, '[0-9,%.]+|我[局委办厅镇乡区县市]|本机关|本单位', '', 'g') AS words,
           if(a.government, a.region_code || '-政府', v.agency_id) AS body
    FROM ({NARRATIVES}) AS n JOIN versions AS v USING (version_no)
    LEFT JOIN placed_agencies AS a USING (agency_id)
    WHERE n.number = '{{number}}' AND v.is_current
),
texts AS (
    SELECT *, md5(words) AS digest FROM narratives WHERE length(words) >= 150
),
shared AS (
    SELECT digest, count(DISTINCT body) AS bodies FROM texts GROUP BY ALL HAVING bodies > 1
),
stated AS (
    SELECT version_no, body, digest, year, array_to_string(counted, ' ') AS numbers
    FROM (SELECT t.*, regexp_extract_all(t.text, '{_COUNTED}') AS counted
          FROM texts AS t SEMI JOIN shared USING (digest))
    WHERE len(list_distinct(list_filter(counted, lambda n: NOT starts_with(n, '0')))) >= 4
),
copies AS (
    SELECT digest, year, numbers FROM stated GROUP BY ALL HAVING count(DISTINCT body) > 1
),
copied AS (
    SELECT DISTINCT version_no FROM stated SEMI JOIN copies USING (digest, year, numbers)
)
SELECT t.version_no, max(length(t.words)) AS left_side,
       max(coalesce(s.bodies, 1)) - 1 AS right_side,
       CAST([] AS STRUCT(version_no INTEGER, code INTEGER)[]) AS concerned,
       CASE WHEN t.version_no IN (FROM copied) THEN 'fail' WHEN right_side > 0 THEN 'uncertain'
            ELSE 'pass' END AS result
FROM texts AS t LEFT JOIN shared AS s USING (digest) GROUP BY t.version_no
"""


def findings() -> Iterator[Finding]:
    """One for each of the two sections."""
    for number in ("一", "五"):
        sql = _SQL.replace("{number}", number)
        yield Finding("copied.text", number, sql, among_others=True)
