"""Whose report a document is, of which year and scope: the only place that decides, over claims.

Who: a name that title or link print; else the portal's registry row; else the page's metadata;
else first sentence, signature, and what the document said as a whole. A printed name outranks the
registry because columns hold other bodies' reports as well, and so does a sentence that publishes
somebody's report on a government's portal, which carries its departments and townships. Where a
printed name and the registry differ and the registry names no government, `agency_conflict` is
recorded, and where a government's portal decides over another body's signature. When: the period
in the text, title, link, first sentence, another heading, a member's file name, column, what the
first section begins with, date of signature or publication - 1. An attachment takes what it does
not say itself from the page that it hangs on; a scope that a column's head gives (本级 beside 汇总)
stands before all.
"""

from __future__ import annotations

import duckdb

from warehouse import decisions, evidence, names

_NAME_ORDER = (
    "title",
    "file_name",
    "link_text",
    "registry",
    "metadata",
    "first_sentence",
    "section",
    "signature",
    "document",
)
_YEAR_ORDER = (
    "period",
    "title",
    "link_text",
    "first_sentence",
    "heading",
    "file_name",
    "column",
    "section",
    "published",
    "document",
)
_SCOPE_ORDER = (
    "table_head",
    "title",
    "file_name",
    "link_text",
    "heading",
    "first_sentence",
    "document",
)

# The first name that is known decides; a printed one that lies elsewhere certainly is not the
# registry's, and nobody's that we know.
_WHO = f"""
CREATE OR REPLACE TEMP TABLE who AS
WITH governments AS (
    SELECT DISTINCT s.document_sha256
    FROM said AS s JOIN known_documents AS k USING (document_sha256)
    JOIN resolved_names AS r
        ON r.name = s.agency AND r.region_code IS NOT DISTINCT FROM k.region_code
    JOIN placed_agencies AS a ON a.agency_id = r.agency_id
    WHERE s.source = 'registry' AND a.government
),
named AS (
    SELECT s.document_sha256, s.source, s.agency AS printed, r.agency_id, r.printed_code,
           (if(s.source = 'first_sentence' AND s.year IS NOT NULL
                   AND s.document_sha256 IN (FROM governments),
               list_position({list(_NAME_ORDER)!r}, 'link_text'),
               list_position({list(_NAME_ORDER)!r}, s.source)), s.seq) AS rank,
           r.agency_id IS NOT NULL OR (r.elsewhere AND s.source IN ('title', 'link_text'))
               AS decides
    FROM said AS s JOIN known_documents AS k USING (document_sha256)
    JOIN resolved_names AS r
        ON r.name = s.agency AND r.region_code IS NOT DISTINCT FROM k.region_code
    WHERE s.agency IS NOT NULL AND list_contains({list(_NAME_ORDER)!r}, s.source)
),
chosen AS (
    SELECT document_sha256,
           coalesce(
               arg_min(struct_pack(printed, agency_id, printed_code, source), rank)
                   FILTER (decides),
               arg_min(struct_pack(printed, agency_id, printed_code, source), rank)) AS one
    FROM named GROUP BY ALL
)
SELECT document_sha256, one.printed, one.agency_id AS known_id, one.printed_code, one.source
FROM chosen
"""

_WHEN = f"""
CREATE OR REPLACE TEMP TABLE times AS
SELECT document_sha256,
       arg_min(struct_pack(year, source),
               (list_position({list(_YEAR_ORDER)!r}, source), seq)) AS said
FROM said WHERE year IS NOT NULL AND list_contains({list(_YEAR_ORDER)!r}, source) GROUP BY ALL
"""

_SCOPES = f"""
CREATE OR REPLACE TEMP TABLE scopes AS
SELECT document_sha256,
       arg_min(scope, (coalesce(list_position({list(_SCOPE_ORDER)!r}, source), 99), seq)) AS scope,
       bool_or(source = 'table_head') AS of_a_column
FROM said WHERE scope IS NOT NULL AND scope <> 'unknown' GROUP BY ALL
"""

# Nameless documents stay apart from one another: they may be anybody's. Only governments
# consolidate: what another agency reports is its own.
_OWN = """
CREATE OR REPLACE TEMP TABLE own_identities AS
SELECT k.document_sha256, k.is_report, k.has_cells, k.portal_id,
       coalesce(w.known_id, concat('provisional-', coalesce(k.portal_id, 'import'), '-',
                coalesce(w.printed, left(k.document_sha256, 12)))) AS agency_id,
       w.known_id, w.printed_code, coalesce(w.printed, '') AS printed,
       coalesce(w.source, '') AS agency_source,
       t.said.year AS year, t.said.source AS year_source,
       coalesce(s.scope, CASE WHEN NOT a.government THEN 'own' END, 'unknown') AS scope,
       coalesce(s.of_a_column, false) AS of_a_column
FROM known_documents AS k
LEFT JOIN who AS w USING (document_sha256)
LEFT JOIN times AS t USING (document_sha256)
LEFT JOIN scopes AS s USING (document_sha256)
LEFT JOIN placed_agencies AS a ON a.agency_id = w.known_id
"""

# The page that a file hangs on, if the page itself belongs to a report.
_PARENTS = """
CREATE OR REPLACE TEMP TABLE parents AS
SELECT f.document_sha256,
       arg_min(p.document_sha256, (f.fetched_at, f.url, p.fetched_at, p.document_sha256)) AS page
FROM finds AS f JOIN finds AS p ON p.url = f.parent_url
JOIN own_identities AS i ON i.document_sha256 = p.document_sha256
WHERE f.purpose IN ('attachment', 'image') AND p.purpose = 'report'
  AND p.document_sha256 <> f.document_sha256 AND (i.is_report OR i.has_cells)
GROUP BY ALL
"""

_INHERIT = """
CREATE OR REPLACE TEMP TABLE identities AS
WITH joined AS (
    SELECT o.*, p.page IS NOT NULL AND (o.known_id IS NULL OR o.agency_source = 'registry')
               AS takes_name,
           p.page IS NOT NULL AND g.year IS NOT NULL
               AND coalesce(o.year_source NOT IN ('period', 'title'), true) AS takes_year,
           p.page, g.agency_id AS page_agency, g.known_id AS page_known,
           g.printed_code AS page_code, g.printed AS page_printed, g.year AS page_year,
           g.scope AS page_scope
    FROM own_identities AS o
    LEFT JOIN parents AS p USING (document_sha256)
    LEFT JOIN own_identities AS g ON g.document_sha256 = p.page
    WHERE o.is_report OR o.has_cells OR p.page IS NOT NULL
),
taken AS (
    SELECT document_sha256, portal_id, page, page_agency, page_known, page_year, page_scope, scope,
           of_a_column,
           if(takes_name, page_agency, agency_id) AS agency_id,
           if(takes_name, page_known, known_id) AS known_id,
           if(takes_name, page_code, printed_code) AS printed_code,
           if(takes_name, page_printed, printed) AS printed,
           if(takes_name, 'parent', agency_source) AS agency_source,
           if(takes_year, page_year, year) AS year,
           if(takes_year, 'parent', year_source) AS year_source
    FROM joined
)
SELECT document_sha256, portal_id, agency_id, known_id, printed_code, printed, agency_source, year,
       year_source,
       CASE WHEN page_scope <> 'unknown' AND NOT of_a_column AND agency_id = page_agency
                 AND year IS NOT DISTINCT FROM page_year THEN page_scope
            ELSE scope END AS scope
FROM taken ORDER BY document_sha256
"""


def decide(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables `identities`, `decided_agencies`, `printed_names` and
    `identity_problems`; needs the tables `portals`, `finds` and `topics`."""
    evidence.gather(db)
    names.resolve_all(db)
    for statement in (_WHO, _WHEN, _SCOPES, _OWN, _PARENTS, _INHERIT):
        db.execute(statement)
    decisions.store(db)
