"""Two reports that state the very same figures were copied, or read from the wrong file.

`copied.figures`: the requests tables of two agencies in one year, or of one agency in two years,
agree in every number. Only tables with at least ten numbers above zero and five different ones are
compared: small tables agree by chance, and those of zeros always. It does not apply to a government
and its office, which publish one report. `left_side` is how many numbers agree, `right_side` how
many other reports have them.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.checks.rule import Finding

_SQL = """
WITH numbers AS (
    SELECT f.version_no, count(*) AS numbers,
           bit_xor(hash(f.code, f.value)) AS signature, sum(hash(f.value, f.code)) AS second,
           list(struct_pack(version_no, code)) AS concerned
    FROM figures AS f JOIN codes AS k USING (code)
    WHERE k.topic = 'requests' AND f.stated AND f.value > 0
    GROUP BY ALL HAVING count(*) >= 10 AND count(DISTINCT f.value) >= 5
),
known AS (
    SELECT n.*, v.year, v.agency_id,
           if(a.government, a.region_code || '-政府', v.agency_id) AS body
    FROM numbers AS n JOIN versions AS v USING (version_no)
    LEFT JOIN placed_agencies AS a USING (agency_id) WHERE v.is_current
),
in_year AS (
    SELECT signature, second, year, count(DISTINCT body) - 1 AS others FROM known GROUP BY ALL
),
of_agency AS (
    SELECT signature, second, agency_id, count(DISTINCT year) - 1 AS others FROM known GROUP BY ALL
)
SELECT k.version_no, k.numbers AS left_side, y.others + a.others AS right_side, k.concerned,
       if(y.others + a.others = 0, 'pass', 'fail') AS result
FROM known AS k JOIN in_year AS y USING (signature, second, year)
JOIN of_agency AS a USING (signature, second, agency_id)
"""


def findings() -> Iterator[Finding]:
    """Of the requests table."""
    yield Finding("copied.figures", "requests", _SQL, among_others=True)
