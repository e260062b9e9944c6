"""What follows from the identities: the agencies, the names they were met by, and the doubts."""

from __future__ import annotations

import duckdb

# Agencies that the registry names are expected, whether or not anything was found of them.
_OWNERS = """
CREATE OR REPLACE TEMP TABLE portal_owners AS
SELECT p.portal_id, r.agency_id, a.government
FROM portals AS p
JOIN resolved_names AS r ON r.name = p.agency AND r.region_code IS NOT DISTINCT FROM p.region_code
JOIN placed_agencies AS a ON a.agency_id = r.agency_id
"""

# Of a document without agency, name and year nobody knows whether it is a report.
_AGENCIES = """
CREATE OR REPLACE TEMP TABLE decided_agencies AS
WITH met AS (
    SELECT agency_id, any_value(known_id) AS known_id, min(nullif(printed, '')) AS printed,
           min(portal_id) AS portal_id
    FROM identities WHERE known_id IS NOT NULL OR printed <> '' OR year IS NOT NULL GROUP BY ALL
),
owned AS (SELECT agency_id, min(portal_id) AS portal_id FROM portal_owners GROUP BY ALL)
SELECT coalesce(m.agency_id, o.agency_id) AS agency_id,
       coalesce(a.name, m.printed) AS name, a.region_code, a.province, a.prefecture, a.county,
       a.level, a.function, coalesce(o.portal_id, m.portal_id) AS portal_id,
       a.agency_id IS NULL AS provisional, a.parent_id
FROM met AS m FULL JOIN owned AS o USING (agency_id)
LEFT JOIN placed_agencies AS a ON a.agency_id = coalesce(m.agency_id, o.agency_id)
"""

_NAMES = """
CREATE OR REPLACE TEMP VIEW printed_names AS
SELECT i.agency_id, i.printed, i.printed_code, i.year, a.parent_id
FROM identities AS i LEFT JOIN placed_agencies AS a USING (agency_id)
"""

_PROBLEMS = """
CREATE OR REPLACE TEMP TABLE identity_problems AS
WITH years AS (
    SELECT document_sha256, string_agg(source || ' says ' || year, ', ' ORDER BY source) AS told
    FROM (SELECT document_sha256, source, max(year) AS year FROM said
          WHERE source IN ('period', 'title') AND year IS NOT NULL GROUP BY ALL)
    GROUP BY document_sha256 HAVING count(DISTINCT year) > 1
)
SELECT document_sha256, 'agency_unknown' AS code,
       concat('cannot tell which agency ', coalesce(nullif(printed, ''), '(no name found)'),
              ' is: give its portal a region_code, or add the name to the vocabulary; for now it',
              ' is ', agency_id) AS message
FROM identities WHERE known_id IS NULL
UNION ALL
SELECT document_sha256, 'year_unknown',
       'no year in period, title, link, column or date of publication'
FROM identities WHERE year IS NULL
UNION ALL
SELECT document_sha256, 'year_assumed',
       concat(year, ' only follows from the ', year_source, ': check it in the text')
FROM identities WHERE year_source IN ('column', 'section', 'published')
UNION ALL
SELECT document_sha256, 'year_conflict', told || '; the period decides'
FROM identities JOIN years USING (document_sha256)
UNION ALL
SELECT i.document_sha256, 'agency_conflict',
       concat(i.agency_source, ' says ', i.printed, ', the registry says ', p.agency,
              '; the printed name decides')
FROM identities AS i
JOIN known_documents AS k USING (document_sha256)
JOIN portal_owners AS o ON o.portal_id = k.registered
JOIN portals AS p ON p.portal_id = k.registered
WHERE i.agency_source IN ('title', 'link_text') AND i.known_id IS NOT NULL
  AND NOT o.government AND i.agency_id <> o.agency_id
UNION ALL
SELECT DISTINCT i.document_sha256, 'agency_conflict',
       concat('the registry says ', i.printed, ', the signature says ', s.agency,
              '; the registry decides')
FROM identities AS i
JOIN known_documents AS k USING (document_sha256)
JOIN said AS s USING (document_sha256)
JOIN resolved_names AS r
    ON r.name = s.agency AND r.region_code IS NOT DISTINCT FROM k.region_code
JOIN placed_agencies AS a ON a.agency_id = r.agency_id
WHERE i.agency_source = 'registry' AND s.source = 'signature'
  AND NOT a.government AND a.agency_id <> i.agency_id
"""


def store(db: duckdb.DuckDBPyConnection) -> None:
    """Make the tables `decided_agencies`, `identity_problems`, `portal_owners` (whose portal the
    registry says that each is), and the view `printed_names`."""
    for statement in (_OWNERS, _AGENCIES, _NAMES, _PROBLEMS):
        db.execute(statement)
