"""The finds of each report, and which reports never changed: most, and they need no second look.

A report is steady when each of its addresses brought one document only, all of them came up in its
first run, and no two are signed on different days: it has one state, hence one version. The others
go through their states one by one.
"""

from __future__ import annotations

import duckdb

# The day on which a document says that it was signed, as 20230118.
_SIGNED = r"""
CREATE OR REPLACE TEMP TABLE signed AS
SELECT document_sha256, min(replace(published, '-', ''))::INTEGER AS signed
FROM newest_claims
WHERE source = 'signature' AND regexp_full_match(published, '\d{4}-\d\d-\d\d') GROUP BY ALL
"""

# Imports at different addresses are copies, whichever came first: they count from the start.
_FINDS = """
CREATE OR REPLACE TEMP TABLE report_finds AS
WITH runs_in_order AS (
    SELECT run_id, row_number() OVER (ORDER BY min(fetched_at), run_id) AS run
    FROM finds GROUP BY run_id
)
SELECT i.agency_id, i.year, i.scope, r.run, f.document_sha256, f.url, f.fetched_at, f.published,
       f.portal_id = 'import' AS imported,
       CASE f.purpose WHEN 'attachment' THEN 1 WHEN 'image' THEN 2 ELSE 0 END AS role,
       d.carrier IN ('image', 'images', 'scan') AS scan, d.title, coalesce(s.signed, 0) AS signed
FROM finds AS f JOIN runs_in_order AS r USING (run_id)
JOIN identities AS i USING (document_sha256)
JOIN newest_documents AS d USING (document_sha256)
LEFT JOIN signed AS s USING (document_sha256)
WHERE i.year IS NOT NULL
"""

_STEADY = """
CREATE OR REPLACE TEMP TABLE steady AS
WITH addresses AS (
    SELECT agency_id, year, scope, url, count(DISTINCT document_sha256) AS documents,
           min(if(imported, 0, run)) AS first_run,
           max(signed) FILTER (role = 0 AND NOT scan AND signed > 0) AS signed
    FROM report_finds GROUP BY ALL
)
SELECT agency_id, year, scope FROM addresses GROUP BY ALL
HAVING max(documents) = 1 AND min(first_run) = max(first_run)
   AND min(signed) IS NOT DISTINCT FROM max(signed)
"""

_CHANGING = """
CREATE OR REPLACE TEMP TABLE changing AS
SELECT DISTINCT document_sha256 FROM report_finds ANTI JOIN steady USING (agency_id, year, scope)
"""

_LIVE = """
CREATE OR REPLACE TEMP TABLE steady_live AS
SELECT agency_id, year, scope, url, any_value(document_sha256) AS document_sha256,
       arg_max(role, (run, fetched_at)) AS role, bool_or(scan) AS scan,
       bool_or(imported) AS imported,
       if(bool_or(imported) AND count(*) = 1, 0, max(run)) AS run, any_value(signed) AS signed,
       arg_max(published, (run, fetched_at)) AS published, any_value(title) AS title,
       min(fetched_at) AS first_seen, max(fetched_at) AS last_seen
FROM report_finds SEMI JOIN steady USING (agency_id, year, scope) GROUP BY ALL
"""

# As `choice.choose` does it: most readable cells, body before attachment, born-digital before scan,
# the one that appeared last, was signed last (of imports: was published last).
_STEADY_CHOICE = r"""
CREATE OR REPLACE TEMP TABLE steady_chosen AS
WITH offers AS (
    SELECT l.*, t.topic, t.readable, t.digest,
           coalesce(try_cast(nullif(regexp_replace(left(l.published, 10), '\D', '', 'g'), '')
                    AS INTEGER), 0) AS day
    FROM steady_live AS l JOIN topics AS t USING (document_sha256) WHERE NOT t.ambiguous
)
SELECT agency_id, year, scope, topic,
       arg_min(struct_pack(document_sha256, digest),
               (-readable, role, scan, -run, -signed,
                if(imported, if(day >= 10000000, -day, 0), 0),
                if(imported, document_sha256, ''), url)) AS one
FROM offers GROUP BY ALL
"""

_STEADY_VERSIONS = """
CREATE OR REPLACE TEMP TABLE steady_versions AS
WITH digests AS (
    SELECT agency_id, year, scope,
           string_agg(topic || '=' || one.digest, '|' ORDER BY topic) AS figures
    FROM steady_chosen GROUP BY ALL
),
given AS (
    SELECT agency_id, year, scope, one.document_sha256 AS document_sha256, count(*) AS topics
    FROM steady_chosen GROUP BY ALL
),
states AS (
    SELECT l.agency_id, l.year, l.scope,
           arg_min(struct_pack(title, url, published),
                   (l.role, -coalesce(g.topics, 0), l.url)) AS body,
           min(first_seen) AS first_seen, max(last_seen) AS last_seen
    FROM steady_live AS l LEFT JOIN given AS g USING (agency_id, year, scope, document_sha256)
    GROUP BY ALL
)
SELECT concat_ws('/', s.agency_id, s.year, s.scope) AS report_id,
       concat(report_id, '@', left(md5(coalesce(d.figures, '')), 12)) AS report_version_id,
       s.agency_id, s.year, s.scope, s.body.title AS title, s.body.url AS url,
       s.body.published AS published, s.first_seen, s.last_seen, true AS is_current,
       NULL::VARCHAR AS supersedes
FROM states AS s LEFT JOIN digests AS d USING (agency_id, year, scope)
"""

_STEADY_DOCUMENTS = """
CREATE OR REPLACE TEMP TABLE steady_documents AS
WITH once AS (
    SELECT v.report_version_id, l.document_sha256, v.url AS body_url,
           arg_min(struct_pack(url := l.url, role := l.role), (l.url <> v.url, l.role, l.url))
               AS one
    FROM steady_live AS l JOIN steady_versions AS v USING (agency_id, year, scope) GROUP BY ALL
)
SELECT report_version_id, document_sha256, one.url AS url,
       CASE WHEN one.role = 0 AND one.url <> body_url THEN 'copy'
            ELSE ['body', 'attachment', 'image'][one.role + 1] END AS role
FROM once
"""


def gather(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables `signed`, `report_finds`, `steady` and `changing`, and of steady
    reports `steady_versions`, `steady_documents` and `steady_chosen`; needs `newest_claims`."""
    for statement in (
        _SIGNED,
        _FINDS,
        _STEADY,
        _CHANGING,
        _LIVE,
        _STEADY_CHOICE,
        _STEADY_VERSIONS,
        _STEADY_DOCUMENTS,
    ):
        db.execute(statement)
