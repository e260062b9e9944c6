"""Exactly one status for every report that is expected: agency x fiscal year x scope.

Expected are all agencies that the registry names or a report was found of, from the first year
found on (else the newest fiscal year alone); of a report without any name, that year alone: it is
most likely one of theirs. What happened in a run that was offline counts for
nothing.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pyarrow as pa

from vocabulary.due_dates import due_date
from warehouse import absence
from warehouse.staging import load

_FIRST_YEAR = 2003

# A year's scopes: those that its reports have, and those that the agency has used in other years;
# `unknown` is expected only where found, or where nothing better is known of a government.
_EXPECTED = """
CREATE OR REPLACE TEMP TABLE expected AS
WITH current AS (SELECT * FROM versions WHERE is_current),
span AS (
    SELECT a.agency_id,
           -- another agency's own portal says nothing of what this agency has not published
           CASE WHEN o.agency_id IS NULL OR o.agency_id = a.agency_id OR o.government
                THEN a.portal_id END AS portal_id,
           a.function IS NOT DISTINCT FROM '政府' AS government,
           a.name IS NULL AND a.provisional AS nameless,
           coalesce(min(v.year), getvariable('newest_year')) AS first_year,
           bool_or(v.scope <> 'unknown') AS scope_known
    FROM agencies AS a LEFT JOIN portal_owners AS o USING (portal_id)
    LEFT JOIN current AS v ON v.agency_id = a.agency_id GROUP BY ALL
),
scopes AS (
    SELECT DISTINCT agency_id, scope FROM current
    UNION
    SELECT agency_id, CASE WHEN government THEN 'unknown' ELSE 'own' END FROM span
    WHERE agency_id NOT IN (SELECT agency_id FROM current)
)
SELECT s.agency_id, s.portal_id, s.government, c.scope, y.year
FROM span AS s JOIN scopes AS c USING (agency_id)
JOIN (SELECT unnest(range(getvariable('first_year'), getvariable('newest_year') + 1)) AS year) AS y
    ON y.year >= s.first_year
WHERE (c.scope <> 'unknown' OR s.scope_known IS NOT TRUE) AND NOT s.nameless
UNION
SELECT v.agency_id, s.portal_id, s.government, v.scope, v.year
FROM current AS v JOIN span AS s USING (agency_id)
"""

_PORTALS = """
CREATE OR REPLACE TEMP TABLE portal_state AS
WITH online AS (
    SELECT * FROM fetches WHERE run_id NOT IN (SELECT run_id FROM offline_runs)
),
newest AS (
    SELECT portal_id, arg_max(run_id, (fetched_at, run_id)) AS run_id FROM online GROUP BY ALL
),
tried AS (
    SELECT o.portal_id, max(o.fetched_at) AS last_attempt,
           bool_and(coalesce(o.status >= 400, true) OR o.error IS NOT NULL) AS all_failed,
           arg_max(coalesce(o.error, o.status::VARCHAR), o.fetched_at) AS last_answer
    FROM online AS o JOIN newest USING (portal_id, run_id)
    WHERE o.purpose IN ('home', 'list', 'report', 'robots') GROUP BY ALL
),
-- Where a portal is asked as a whole: one page of a report that fails says nothing of the others.
doors AS (
    SELECT portal_id, unnest([url, final_url]) AS url FROM online
    WHERE purpose IN ('home', 'list', 'robots')
    UNION
    SELECT portal_id, home_url FROM portals
),
told AS (
    SELECT p.portal_id, min(p.message) FILTER (p.code = 'blocked') AS blocked,
           min(p.message) FILTER (p.code = 'unreachable') AS unreachable
    FROM lake_problems AS p JOIN newest USING (portal_id, run_id)
    WHERE p.document_sha256 IS NULL
      AND (p.url IS NULL OR EXISTS (
          FROM doors AS d WHERE d.portal_id = p.portal_id AND d.url = p.url))
    GROUP BY ALL
)
SELECT * FROM tried LEFT JOIN told USING (portal_id)
"""

# Reports that were linked and never came, even where the crawler has stopped trying for a while;
# `year` is what the link says, null if it says none.
_LOST = """
CREATE OR REPLACE TEMP TABLE lost_reports AS
SELECT o.portal_id, o.url, try_cast(regexp_extract(o.link_text, '20\\d\\d') AS INTEGER) AS year
FROM (
    FROM fetches WHERE run_id NOT IN (SELECT run_id FROM offline_runs)
    QUALIFY row_number() OVER (
        PARTITION BY portal_id, url ORDER BY fetched_at DESC, run_id DESC
    ) = 1
) AS o ANTI JOIN finds USING (url)
WHERE o.purpose IN ('report', 'attachment')
  AND (o.error IS NOT NULL OR coalesce(o.status NOT IN (200, 304), true))
"""

# Reports of an agency that say no year: any year that seems missing may be theirs.
_UNDATED = """
CREATE OR REPLACE TEMP TABLE undated_reports AS
SELECT i.agency_id, coalesce(min(f.url), min(i.document_sha256)) AS undated
FROM identities AS i JOIN newest_documents AS d USING (document_sha256)
LEFT JOIN finds AS f USING (document_sha256)
WHERE i.year IS NULL AND d.is_report GROUP BY ALL
"""

_DECIDE = """
CREATE OR REPLACE TEMP TABLE decided_coverage AS
WITH facts AS (
    SELECT e.*, d.due, r.report_version_id, r.observations, r.problems, p.* EXCLUDE (portal_id),
           n.why, (b.looked_at + INTERVAL 8 HOUR)::DATE AS looked_on, l.not_fetched, l.example,
           u.undated
    FROM expected AS e
    LEFT JOIN (
        SELECT e.portal_id, e.year, count(DISTINCT l.url) AS not_fetched, min(l.url) AS example
        FROM (SELECT DISTINCT portal_id, year FROM expected) AS e
        JOIN lost_reports AS l ON l.portal_id = e.portal_id AND coalesce(l.year, e.year) = e.year
        GROUP BY ALL
    ) AS l ON l.portal_id = e.portal_id AND l.year = e.year
    LEFT JOIN due_dates AS d ON d.year = e.year AND d.government = e.government
    LEFT JOIN reports AS r ON r.is_current AND r.agency_id = e.agency_id AND r.year = e.year
        AND r.scope = e.scope
    LEFT JOIN portal_state AS p ON p.portal_id = e.portal_id
    LEFT JOIN absence_proven AS b ON b.agency_id = e.agency_id AND b.portal_id = e.portal_id
    LEFT JOIN not_proven AS n ON n.agency_id = e.agency_id AND n.portal_id = e.portal_id
    LEFT JOIN undated_reports AS u ON u.agency_id = e.agency_id
),
decided AS (
    SELECT *, CASE
        WHEN observations > 0 AND len(problems) = 0 THEN 'extracted'
        WHEN observations > 0 THEN 'extracted_with_problems'
        WHEN report_version_id IS NOT NULL AND (year >= 2014
             OR list_has_any(problems, ['encrypted', 'corrupt', 'unsupported_format', 'too_large',
                                        'timed_out', 'unreadable_cells'])) THEN 'unreadable'
        WHEN report_version_id IS NOT NULL THEN 'no_known_form'
        WHEN not_fetched > 0 THEN 'found_not_fetched'
        WHEN blocked IS NOT NULL THEN 'blocked'
        WHEN unreachable IS NOT NULL OR all_failed THEN 'unreachable'
        WHEN looked_on > due AND undated IS NOT NULL THEN 'unreadable'
        WHEN looked_on > due THEN 'not_published'
        WHEN getvariable('today') <= due THEN 'not_yet_due'
        ELSE 'never_looked'
    END AS status FROM facts
)
SELECT agency_id, year, scope, status, due, last_attempt, report_version_id, portal_id,
       CASE status
           WHEN 'extracted_with_problems' THEN array_to_string(problems, ', ')
           WHEN 'unreadable' THEN CASE WHEN report_version_id IS NULL
               THEN concat('the year of a report that was found cannot be read: ', undated)
               ELSE 'no table could be read: ' || array_to_string(problems, ', ') END
           WHEN 'no_known_form' THEN 'no statutory form of that year is known'
           WHEN 'found_not_fetched' THEN
               concat(not_fetched, ' documents found but not fetched, such as ', example)
           WHEN 'blocked' THEN blocked
           WHEN 'unreachable' THEN coalesce(unreachable, 'every request failed: ' || last_answer)
           WHEN 'not_published' THEN
               concat('the whole column was read on ', looked_on, ' and has none')
           WHEN 'not_yet_due' THEN concat('due on ', due)
           WHEN 'never_looked' THEN CASE
               WHEN portal_id IS NULL THEN 'no portal of this agency is known'
               WHEN last_attempt IS NULL THEN 'its portal was not crawled yet'
               ELSE coalesce(why, 'its column was never read as a whole after the due date') END
       END AS reason
FROM decided
"""


def decide(db: duckdb.DuckDBPyConnection, today: date) -> None:
    """Make the temporary table `decided_coverage`; needs `agencies`, `reports` and `versions`."""
    newest = today.year - 1
    db.execute("SET VARIABLE newest_year = $1", [newest])
    db.execute("SET VARIABLE first_year = $1", [_FIRST_YEAR])
    db.execute("SET VARIABLE today = $1::DATE", [today])
    load(db, "due_dates", _due_dates(newest))
    db.execute(_EXPECTED)
    absence.prove(db)
    for statement in (_PORTALS, _LOST, _UNDATED, _DECIDE):
        db.execute(statement)


def _due_dates(newest: int) -> pa.Table:
    rows = [
        {"year": year, "government": government, "due": due_date(year, government=government)}
        for year in range(_FIRST_YEAR, newest + 2)
        for government in (False, True)
    ]
    schema = pa.schema([("year", pa.int32()), ("government", pa.bool_()), ("due", pa.date32())])
    return pa.Table.from_pylist(rows, schema=schema)
