"""Narratives that several agencies share word for word are boilerplate.

`copied.text`: sections one (总体情况) and five (主要问题及改进情况) of at least 150 characters,
numbers and the words for who writes left out, that stand in reports of other agencies as well. It
does not apply to the shorter ones, to the sections that the notice itself words, nor to a
government and its office. `right_side` is how many other agencies have the text, `left_side` its
length.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding
from warehouse.checks.sql import NARRATIVES

_SQL = f"""
WITH texts AS (
    SELECT n.version_no, length(n.text) AS characters, md5(n.text) AS digest,
           if(a.government, a.region_code || '-政府', v.agency_id) AS body
    FROM (
        SELECT version_no, number, regexp_replace(
                   text, '[0-9,%.]+|我[局委办厅镇乡区县市]|本机关|本单位', '', 'g') AS text
        FROM ({NARRATIVES}) WHERE number = '{{number}}'
    ) AS n JOIN versions AS v USING (version_no)
    LEFT JOIN placed_agencies AS a USING (agency_id)
    WHERE v.is_current AND length(n.text) >= 150
),
shared AS (SELECT digest, count(DISTINCT body) AS bodies FROM texts GROUP BY ALL)
SELECT version_no, any_value(characters) AS left_side, max(bodies) - 1 AS right_side,
       CAST([] AS STRUCT(version_no INTEGER, code INTEGER)[]) AS concerned,
       if(max(bodies) > 1, 'fail', 'pass') AS result
FROM texts JOIN shared USING (digest) GROUP BY version_no
"""


def findings() -> Iterator[Finding]:
    """One for each of the two sections."""
    for number in ("一", "五"):
        yield Finding("copied.text", number, _SQL.replace("{number}", number))
