"""What is known of each document before it is decided whose it is: claims, links, registry.

`said` holds one row per source and word: what titles and links say is read once for each distinct
text, so that the work grows with the number of agencies, not with that of documents.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from vocabulary.divisions import divisions
from vocabulary.places import locate
from vocabulary.titles import parse_title
from warehouse.staging import load, rows

_CLAIMS = """
CREATE OR REPLACE TEMP TABLE newest_claims AS
SELECT c.* FROM lake_claims AS c
SEMI JOIN newest_documents AS d
    ON c.document_sha256 = d.document_sha256 AND c.filename = d.filename AND c.reading = d.reading
"""

_TEXTS = """
SELECT link_text AS text FROM finds WHERE link_text IS NOT NULL
UNION
SELECT column_name FROM finds WHERE column_name IS NOT NULL
ORDER BY text
"""

# The region that short names (市科技局) are meant in: the portal's, or that of the site's code.
_KNOWN = r"""
CREATE OR REPLACE TEMP TABLE known_documents AS
WITH places AS (
    SELECT document_sha256,
           arg_min(f.portal_id, (f.fetched_at, f.url, f.run_id))
               FILTER (f.portal_id IS NOT NULL) AS found_on,
           arg_min(f.portal_id, (f.fetched_at, f.url, f.run_id))
               FILTER (p.portal_id IS NOT NULL) AS registered
    FROM finds AS f LEFT JOIN portals AS p USING (portal_id) GROUP BY ALL
),
coded AS (
    SELECT c.document_sha256, min(d.code) AS code
    FROM (SELECT document_sha256, regexp_extract(text, 'SiteIDCode=(\d{6})', 1) AS code
          FROM newest_claims WHERE source = 'metadata' AND text LIKE '%SiteIDCode=%') AS c
    JOIN division_codes AS d USING (code) GROUP BY ALL
)
SELECT d.document_sha256, d.is_report IS TRUE AS is_report,
       d.document_sha256 IN (SELECT document_sha256 FROM topics) AS has_cells,
       p.found_on AS portal_id, p.registered,
       -- a registered portal that lies nowhere leaves it to the site's code
       coalesce(r.region_code, c.code) AS region_code
FROM newest_documents AS d
LEFT JOIN places AS p USING (document_sha256)
LEFT JOIN portal_regions AS r ON r.portal_id = p.registered
LEFT JOIN coded AS c USING (document_sha256)
"""

# `seq` orders what one source says: claims as read, finds by age. The date that a report is signed
# with comes before the page's, which changes when a portal moves.
_SAID = """
CREATE OR REPLACE TEMP TABLE said AS
WITH claimed AS (
    SELECT *, row_number() OVER (
        PARTITION BY document_sha256 ORDER BY source, agency, year, scope, published, text) AS seq
    FROM newest_claims
),
found AS (
    SELECT *, row_number() OVER (
        PARTITION BY document_sha256 ORDER BY fetched_at, url, run_id) AS seq
    FROM finds
)
SELECT document_sha256, source, seq, agency, year, scope FROM claimed
UNION ALL
SELECT f.document_sha256, 'link_text', f.seq, t.agency, t.year, t.scope
FROM found AS f JOIN parsed_texts AS t ON t.text = f.link_text
UNION ALL
SELECT f.document_sha256, 'column', f.seq, NULL, t.year, NULL
FROM found AS f JOIN parsed_texts AS t ON t.text = f.column_name
UNION ALL
SELECT document_sha256, 'published', seq, NULL, try_cast(left(published, 4) AS INTEGER) - 1, NULL
FROM (SELECT document_sha256, seq + if(source = 'signature', 0, 500000) AS seq, published
      FROM claimed
      UNION ALL SELECT document_sha256, seq + 1000000, published FROM found)
WHERE published IS NOT NULL
UNION ALL
SELECT k.document_sha256, 'registry', 1, p.agency, NULL, NULL
FROM known_documents AS k JOIN portals AS p ON p.portal_id = k.registered
WHERE p.agency IS NOT NULL
UNION ALL
SELECT document_sha256, 'document', 1, agency, year, scope FROM newest_documents
"""

_PARSED = pa.schema(
    [("text", pa.string()), ("agency", pa.string()), ("year", pa.int32()), ("scope", pa.string())]
)
_REGIONS = pa.schema([("portal_id", pa.string()), ("region_code", pa.string())])


def gather(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables `known_documents` and `said`; needs `portals`, `finds`,
    `topics`."""
    db.execute(_CLAIMS)
    load(db, "parsed_texts", _parsed_texts(db))
    load(db, "portal_regions", _portal_regions(db))
    load(db, "division_codes", pa.table({"code": pa.array(list(divisions()), pa.string())}))
    db.execute(_KNOWN)
    db.execute(_SAID)


def _parsed_texts(db: duckdb.DuckDBPyConnection) -> pa.Table:
    parsed = []
    for row in rows(db, _TEXTS):
        title = parse_title(row["text"])
        parsed.append(row | {"agency": title.agency, "year": title.year, "scope": title.scope})
    return pa.Table.from_pylist(parsed, schema=_PARSED)


def _portal_regions(db: duckdb.DuckDBPyConnection) -> pa.Table:
    regions = [
        {"portal_id": portal["portal_id"], "region_code": _region(portal)}
        for portal in rows(db, "SELECT * FROM portals ORDER BY portal_id")
    ]
    return pa.Table.from_pylist(regions, schema=_REGIONS)


def _region(portal: dict[str, str | None]) -> str | None:
    if portal["region_code"]:
        return portal["region_code"]
    for name in (portal["agency"], portal["name"]):
        if name and (place := locate(name)):
            return place.division.code
    return None
