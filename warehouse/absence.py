"""Of which agencies a portal's lists prove that what they do not have was not published.

A portal proves it of an agency when a run read all columns to their end that may be the agency's,
one of them at least is, and no place that promised reports was left out in the search for columns.
A column in which only other agencies' reports were ever found is not the agency's.
"""

from __future__ import annotations

import duckdb

# Of each portal the newest run, and the newest that read all columns whole, by whose they are.
_LOOKS = """
CREATE OR REPLACE TEMP TABLE column_looks AS
WITH online AS (
    FROM listings WHERE run_id NOT IN (SELECT run_id FROM offline_runs)
),
runs_of AS (
    SELECT portal_id, run_id, max(looked_at) AS looked_at, bool_and(complete) AS whole
    FROM online GROUP BY ALL
),
chosen AS (
    SELECT portal_id, arg_max(run_id, (looked_at, run_id)) AS run_id FROM runs_of GROUP BY ALL
    UNION
    SELECT portal_id, arg_max(run_id, (looked_at, run_id)) FROM runs_of WHERE whole GROUP BY ALL
)
SELECT portal_id, run_id, agency, max(looked_at) AS looked_at, bool_and(complete) AS complete,
       bool_or(column_url IS NOT NULL) AS found
FROM online SEMI JOIN chosen USING (portal_id, run_id) GROUP BY ALL
"""

# A directory's names lack their place or abbreviate it: 县教育局.
_OWNERS = """
CREATE OR REPLACE TEMP TABLE column_owners AS
SELECT c.portal_id, c.agency, a.agency_id
FROM (SELECT DISTINCT portal_id, agency FROM column_looks WHERE agency IS NOT NULL) AS c
JOIN agencies AS a ON a.portal_id = c.portal_id AND suffix(a.name, coalesce(
    nullif(regexp_replace(c.agency, '^.{0,5}?[省市县区州盟旗]', ''), ''), c.agency))
"""

_HOSTS = """
CREATE OR REPLACE TEMP TABLE portal_guests AS
SELECT DISTINCT f.portal_id, i.agency_id
FROM finds AS f JOIN identities AS i USING (document_sha256)
WHERE f.portal_id IS NOT NULL
"""

_PORTALS = """
CREATE OR REPLACE TEMP TABLE agency_portals AS
SELECT e.agency_id, e.portal_id,
       coalesce(s.searched, true) AS searched,
       g.agency_id IS NOT NULL OR e.portal_id NOT IN (SELECT portal_id FROM portal_guests)
           AS is_its_own
FROM (SELECT DISTINCT agency_id, portal_id FROM expected WHERE portal_id IS NOT NULL) AS e
LEFT JOIN portal_guests AS g USING (agency_id, portal_id)
LEFT JOIN (
    SELECT portal_id, arg_max(searched, looked_at) AS searched FROM listings
    WHERE searched IS NOT NULL AND run_id NOT IN (SELECT run_id FROM offline_runs) GROUP BY ALL
) AS s USING (portal_id)
"""

_PROVEN = """
CREATE OR REPLACE TEMP TABLE absence_proven AS
SELECT agency_id, portal_id, max(looked_at) AS looked_at FROM (
    SELECT e.agency_id, e.portal_id, c.run_id, max(c.looked_at) AS looked_at
    FROM agency_portals AS e JOIN column_looks AS c USING (portal_id)
    LEFT JOIN column_owners AS o ON o.portal_id = c.portal_id AND o.agency = c.agency
        AND o.agency_id = e.agency_id
    WHERE e.searched AND e.is_its_own AND (
        c.agency IS NULL OR o.agency_id IS NOT NULL
        OR (c.portal_id, c.agency) NOT IN (SELECT (portal_id, agency) FROM column_owners))
    GROUP BY ALL
    HAVING bool_and(c.complete)
       AND bool_or(c.found AND (c.agency IS NULL OR o.agency_id IS NOT NULL))
) GROUP BY ALL
"""

_NOT_PROVEN = """
CREATE OR REPLACE TEMP TABLE not_proven AS
SELECT e.agency_id, e.portal_id, CASE
    WHEN NOT bool_or(l.found) THEN 'no column of annual reports was found on its portal'
    WHEN NOT e.searched THEN 'not all places of its portal that promise reports were looked at'
    WHEN NOT e.is_its_own THEN 'on its portal only other agencies'' reports were found'
    END AS why
FROM agency_portals AS e JOIN column_looks AS l USING (portal_id)
GROUP BY e.agency_id, e.portal_id, e.searched, e.is_its_own
"""


def prove(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables `absence_proven` (with `looked_at`) and `not_proven` (with `why`);
    needs `expected`, `agencies`, `identities` and `finds`."""
    for statement in (_LOOKS, _OWNERS, _HOSTS, _PORTALS, _PROVEN, _NOT_PROVEN):
        db.execute(statement)
