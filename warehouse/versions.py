"""Documents of one agency, year and scope become report versions.

Run by run, the documents that stand at the report's addresses make up its state; each topic is
taken whole from one of them. A state whose chosen cells differ, or whose text changed at its own
address, is a new version. A counter on the page, a PDF beside it, a copy with another footer or an
old copy that returns make none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.choice import Live, Topic, Version, versions_of
from warehouse.staging import load, rows

_ROLES = {"report": 0, "attachment": 1, "image": 2}
_ROLE_NAMES = ("body", "attachment", "image")
_SCANS = ("image", "scan")
_IMPORTED = "import"  # portal_id of what `gongkai import` brought

# Readings whose figures are equal get equal digests, in whatever order they stand.
_TOPICS = """
CREATE OR REPLACE TEMP TABLE topics AS
WITH instances AS (
    SELECT document_sha256, topic, table_instance,
           count(*) FILTER (state <> 'unreadable') AS readable,
           bit_xor(md5_number(concat_ws('|', item, breakdown, value, state, trim(raw)))) AS digest,
           bit_xor(hash(item, breakdown, value, state)) AS figures,
           concat_ws(',', max(form), nullif(min(form), max(form))) AS forms
    FROM cells GROUP BY ALL
)
SELECT document_sha256, topic, arg_min(readable, table_instance) AS readable,
       arg_min(digest, table_instance)::VARCHAR AS digest,
       arg_min(figures, table_instance)::VARCHAR AS figures,
       arg_min(forms, table_instance) AS forms, count(DISTINCT figures) > 1 AS ambiguous
FROM instances GROUP BY ALL ORDER BY ALL
"""

# The narrative without the page's furniture: counters, buttons, lines of digits.
_TEXTS = r"""
WITH lines AS (
    SELECT document_sha256, ordinal, concat_ws('', number, heading, chr(10), text) AS text
    FROM sections
),
bare AS (
    SELECT document_sha256, ordinal, regexp_replace(regexp_replace(text,
               '(浏览|点击|访问|阅读)(次数|量|数)?\s*[:：]\s*\d*\s*次?', '', 'g'),
               '(?m)^[\s【\[(（]*(\d[\d\s,]*|(浏览|点击|访问|阅读)(次数|量|数).{0,12}'
               || '|(打印|关闭|分享|收藏|字号|字体)[^，。；]{0,30})$', '', 'g') AS text
    FROM lines
)
SELECT document_sha256,
       md5(string_agg(regexp_replace(text, '\s', '', 'g'), '' ORDER BY ordinal)) AS digest
FROM bare GROUP BY ALL
"""

_FINDS = """
WITH runs_in_order AS (
    SELECT run_id, row_number() OVER (ORDER BY min(fetched_at), run_id) AS run
    FROM finds GROUP BY run_id
)
SELECT i.agency_id, i.year, i.scope, r.run, f.*, d.carrier, d.title
FROM finds AS f JOIN runs_in_order AS r USING (run_id)
JOIN identities AS i USING (document_sha256) JOIN documents AS d USING (document_sha256)
WHERE i.year IS NOT NULL
ORDER BY i.agency_id, i.year, i.scope, r.run, f.fetched_at, f.url, f.document_sha256
"""

_VIEWS = """
CREATE OR REPLACE TEMP VIEW version_cells AS
SELECT w.report_version_id, c.cell_id, c.topic, c.item, c.breakdown, c.value, c.state, c.raw,
       c.confidence
FROM chosen AS w JOIN cells AS c
    ON c.document_sha256 = w.document_sha256 AND c.topic = w.topic AND c.table_instance = 0
"""

_FAILED = """
CREATE OR REPLACE TEMP TABLE failed_cells AS
SELECT cell_id, list_sort(list(DISTINCT check_id)) AS checks
FROM (SELECT check_id, unnest(cells) AS cell_id FROM checks WHERE result = 'fail') GROUP BY ALL
"""


def assemble(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables `topics`, `versions`, `version_documents`, `chosen`, and the view
    `version_cells`."""
    db.execute(_TOPICS)
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key, finds in _reports(db):
        for name, row in _version_rows(key, versions_of(finds)):
            tables[name].append(row)
    for name, schema in _SCHEMAS.items():
        load(db, name, pa.Table.from_pylist(tables[name], schema=schema))
    db.execute(_VIEWS)


def note_failures(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table `failed_cells` out of the checks."""
    db.execute(_FAILED)


def _reports(db: duckdb.DuckDBPyConnection) -> Iterator[tuple[tuple[str, int, str], list[Live]]]:
    topics: dict[str, list[Topic]] = defaultdict(list)
    for row in rows(db, "SELECT * FROM topics ORDER BY document_sha256, topic"):
        topics[row["document_sha256"]].append(
            Topic(row["topic"], row["readable"], row["digest"], row["ambiguous"])
        )
    texts = {row["document_sha256"]: row["digest"] for row in rows(db, _TEXTS)}
    groups: dict[tuple[str, int, str], list[Live]] = defaultdict(list)
    for row in rows(db, _FINDS):
        sha256 = row["document_sha256"]
        groups[row["agency_id"], row["year"], row["scope"]].append(
            Live(
                sha256,
                row["url"],
                _ROLES.get(row["purpose"], 0),
                row["carrier"] in _SCANS,
                row["run"],
                row["fetched_at"],
                row["title"],
                row["published"],
                tuple(topics[sha256]),
                texts.get(sha256),
                row["portal_id"] == _IMPORTED,
            )
        )
    yield from sorted(groups.items())


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
            "versions",
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
                "version_documents",
                name
                | {
                    "document_sha256": document.sha256,
                    "url": document.url,
                    "role": _role(document, body),
                },
            )
        for topic, document in version.chosen.items():
            yield "chosen", name | {"topic": topic, "document_sha256": document.sha256}
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
    "versions": pa.schema(
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
    "version_documents": pa.schema(
        [
            ("report_version_id", pa.string()),
            ("document_sha256", pa.string()),
            ("url", pa.string()),
            ("role", pa.string()),
        ]
    ),
    "chosen": pa.schema(
        [
            ("report_version_id", pa.string()),
            ("topic", pa.string()),
            ("document_sha256", pa.string()),
        ]
    ),
}
