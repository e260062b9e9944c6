"""Documents of one agency, year and scope become report versions.

Run by run, the documents that stand at the report's addresses make up its state; each topic is
taken whole from one of them. A state whose chosen cells differ, or whose text changed at its own
address, is a new version. A counter on the page, a PDF beside it, a copy with another footer or an
old copy that returns make none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa

from warehouse import finds, topics
from warehouse.choice import Live, Topic, Version, versions_of
from warehouse.staging import load

_ROLE_NAMES = ("body", "attachment", "image")

_FINDS = """
SELECT f.agency_id, f.year, f.scope, f.document_sha256, f.url, f.role, f.scan, f.run, f.fetched_at,
       f.title, f.published, t.topics, x.digest, f.imported, f.signed
FROM report_finds AS f
ANTI JOIN steady USING (agency_id, year, scope)
LEFT JOIN text_digests AS x USING (document_sha256)
LEFT JOIN (
    SELECT document_sha256,
           list(struct_pack(topic, readable, digest, ambiguous) ORDER BY topic) AS topics
    FROM topics SEMI JOIN changing USING (document_sha256) GROUP BY ALL
) AS t USING (document_sha256)
ORDER BY f.agency_id, f.year, f.scope, f.run, f.fetched_at, f.url, f.document_sha256
"""

# `version_no` is the place of a version in the order of years and agencies: small to join on.
_VERSIONS = """
CREATE OR REPLACE TEMP TABLE versions AS
SELECT row_number() OVER (
           ORDER BY year, agency_id, scope, first_seen, report_version_id)::INTEGER AS version_no, *
FROM (FROM steady_versions UNION ALL BY NAME FROM changing_versions)
ORDER BY version_no
"""

_DOCUMENTS = """
CREATE OR REPLACE TEMP TABLE version_documents AS
FROM steady_documents UNION ALL BY NAME FROM changing_documents
"""

_CHOSEN = """
CREATE OR REPLACE TEMP TABLE chosen AS
SELECT v.version_no, v.report_version_id, v.is_current, v.year, c.topic, c.document_sha256
FROM (
    SELECT v.report_version_id, s.topic, s.one.document_sha256 AS document_sha256
    FROM steady_chosen AS s JOIN steady_versions AS v USING (agency_id, year, scope)
    UNION ALL BY NAME FROM changing_chosen
) AS c JOIN versions AS v USING (report_version_id)
"""


def assemble(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables `versions`, `version_documents` and `chosen`; needs `topics`."""
    finds.gather(db)
    topics.digest_texts(db)
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key, report in groupby(_changing_finds(db), key=lambda row: row[:3]):
        for name, row in _version_rows(key, versions_of(_live(find) for find in report)):
            tables[name].append(row)
    for name, schema in _SCHEMAS.items():
        load(db, name, pa.Table.from_pylist(tables[name], schema=schema))
    for statement in (_VERSIONS, _DOCUMENTS, _CHOSEN):
        db.execute(statement)


def _changing_finds(db: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """In pieces: a large lake has millions."""
    found = db.execute(_FINDS)
    while piece := found.fetchmany(10_000):
        yield from piece


def _live(find: tuple[Any, ...]) -> Live:
    (sha256, url, role, scan, run, seen, title, published, topics_of, text, *rest) = find[3:]
    offers = tuple(Topic(**topic) for topic in topics_of or ())
    return Live(sha256, url, role, scan, run, seen, title, published, offers, text, *rest)


def _version_rows(
    key: tuple[str, int, str], versions: Sequence[Version]
) -> Iterator[tuple[str, dict[str, Any]]]:
    agency_id, year, scope = key
    report_id = f"{agency_id}/{year}/{scope}"
    previous: str | None = None
    for version in versions:
        name = {"report_version_id": f"{report_id}@{version.digest}"}
        body = version.body
        yield (
            "changing_versions",
            name
            | {
                "report_id": report_id,
                "agency_id": agency_id,
                "year": year,
                "scope": scope,
                "title": body.title,
                "url": body.url,
                "published": body.published,
                "first_seen": version.first_seen,
                "last_seen": version.last_seen,
                "is_current": version is versions[-1],
                "supersedes": previous,
            },
        )
        for document in _once(version):
            yield (
                "changing_documents",
                name
                | {
                    "document_sha256": document.sha256,
                    "url": document.url,
                    "role": _role(document, body),
                },
            )
        for topic, document in version.chosen.items():
            yield "changing_chosen", name | {"topic": topic, "document_sha256": document.sha256}
        previous = name["report_version_id"]


def _once(version: Version) -> list[Live]:
    """One row per document, the body's address first: a file on two addresses is one document."""
    ordered = sorted(version.documents, key=lambda d: (d.url != version.body.url, d.role, d.url))
    return list({d.sha256: d for d in reversed(ordered)}.values())


def _role(document: Live, body: Live) -> str:
    if document.role == 0 and document.sha256 != body.sha256:
        return "copy"
    return _ROLE_NAMES[document.role]


_TIME = pa.timestamp("us")
_SCHEMAS = {
    "changing_versions": pa.schema(
        [
            ("report_version_id", pa.string()),
            ("report_id", pa.string()),
            ("agency_id", pa.string()),
            ("year", pa.int32()),
            ("scope", pa.string()),
            ("title", pa.string()),
            ("url", pa.string()),
            ("published", pa.string()),
            ("first_seen", _TIME),
            ("last_seen", _TIME),
            ("is_current", pa.bool_()),
            ("supersedes", pa.string()),
        ]
    ),
    "changing_documents": pa.schema(
        [
            ("report_version_id", pa.string()),
            ("document_sha256", pa.string()),
            ("url", pa.string()),
            ("role", pa.string()),
        ]
    ),
    "changing_chosen": pa.schema(
        [
            ("report_version_id", pa.string()),
            ("topic", pa.string()),
            ("document_sha256", pa.string()),
        ]
    ),
}
