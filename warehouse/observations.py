"""Fills `checks` and `observations` piece by piece, in the order of years and agencies.

The one large sort of a build is over few bytes a row: what repeats is a number (`word` stands for
form, state and unit; `proof` is the cell_id as bytes). Piece by piece it is then joined. A join
keeps no order, so each piece is put in order again, in memory: equal lakes give equal files.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from warehouse import schema

_SORTED = 250_000  # versions whose cells are sorted at once, few bytes each
_ROWS = 5_000  # versions whose rows are written at once, in full and in order

_WORDS = """
CREATE OR REPLACE TEMP TABLE words AS
SELECT row_number() OVER (ORDER BY form, state, unit)::SMALLINT AS word, form, state, unit
FROM (SELECT DISTINCT form, state, unit FROM cells)
"""

_ORDERED = """
CREATE OR REPLACE TEMP TABLE ordered_cells AS
SELECT w.version_no, k.code, d.word, c.value, c.confidence, c.raw, unhex(c.cell_id) AS proof
FROM cells AS c
JOIN chosen AS w ON c.document_sha256 = w.document_sha256 AND c.topic = w.topic
JOIN codes AS k ON c.topic = k.topic AND c.item = k.item AND c.breakdown = k.breakdown
JOIN words AS d ON d.form IS NOT DISTINCT FROM c.form AND d.state IS NOT DISTINCT FROM c.state
    AND d.unit IS NOT DISTINCT FROM c.unit
WHERE c.table_instance = 0 AND w.is_current AND w.version_no BETWEEN {first} AND {last}
ORDER BY w.version_no, k.code
"""

_FAILED = """
CREATE OR REPLACE TEMP TABLE failed_cells AS
SELECT n.cell_version AS version_no, n.code, list_sort(list(DISTINCT s.check_id)) AS checks
FROM concerned_cells AS n
JOIN check_results AS r ON r.version_no = n.version_no AND r.rule = n.rule AND r.result = 2
JOIN stated_rules AS s ON s.rule = n.rule
JOIN versions AS v ON v.version_no = n.version_no
WHERE (v.report_version_id, s.check_id, s.place) NOT IN (
    SELECT (report_version_id, check_id, place) FROM checks WHERE verdict = 'explained')
GROUP BY ALL
"""

# What each number in `figures` stands for. A row that stands on no form of its year's is called as
# on another one, or, if no form has it, as it was printed.
_NAMES = """
CREATE OR REPLACE TEMP TABLE figure_names AS
WITH met AS (SELECT code, word FROM codes CROSS JOIN words),
official AS (
    SELECT k.code, l.* EXCLUDE (topic, item, breakdown)
    FROM codes AS k JOIN official_labels AS l USING (topic, item, breakdown)
),
any_form AS (SELECT code, arg_min(official, place) AS one FROM official GROUP BY ALL),
unofficial AS (
    SELECT k.code, min(c.label_item) AS item_label, min(c.label_breakdown) AS breakdown_label
    FROM cells AS c JOIN codes AS k USING (topic, item, breakdown)
    WHERE k.code NOT IN (SELECT code FROM official) GROUP BY ALL
)
SELECT m.code, m.word, k.topic, k.item, k.breakdown, w.form, w.state, w.unit,
       dense_rank() OVER (ORDER BY k.topic)::TINYINT AS topic_no,
       coalesce(l.topic_label, o.one.topic_label) AS topic_label,
       coalesce(l.item_label, o.one.item_label, u.item_label) AS item_label,
       coalesce(l.breakdown_label, o.one.breakdown_label, u.breakdown_label) AS breakdown_label
FROM met AS m JOIN codes AS k USING (code) JOIN words AS w USING (word)
LEFT JOIN official AS l ON l.code = m.code AND l.form = w.form
LEFT JOIN any_form AS o ON o.code = m.code
LEFT JOIN unofficial AS u ON u.code = m.code
"""

_SOURCES = """
CREATE OR REPLACE TEMP TABLE figure_sources AS
SELECT w.version_no, t.topic_no, w.document_sha256, d.url
FROM chosen AS w JOIN (SELECT DISTINCT topic, topic_no FROM figure_names) AS t USING (topic)
JOIN version_documents AS d USING (report_version_id, document_sha256)
WHERE w.is_current
"""

_REPORTS = """
CREATE OR REPLACE TEMP TABLE current_reports AS
SELECT v.version_no, v.report_version_id, v.year, v.scope, a.agency_id, a.name AS agency,
       a.region_code, a.province, a.prefecture, a.county, a.level, a.function
FROM versions AS v JOIN agencies AS a USING (agency_id) WHERE v.is_current
"""


def fill(db: duckdb.DuckDBPyConnection) -> None:
    """Fill both tables; needs `check_results`, `concerned_cells`, `figures` and `chosen`."""
    (count,) = db.execute("SELECT count(*) FROM versions").fetchone() or (0,)
    for first, last in _pieces(1, count, _ROWS):
        schema.fill(db, "checks", first_version=first, last_version=last)
    for statement in (_FAILED, _WORDS, _NAMES, _SOURCES, _REPORTS):
        db.execute(statement)
    for first, last in _pieces(1, count, _SORTED):
        db.execute(_ORDERED.format(first=first, last=last))
        for start, end in _pieces(first, last, _ROWS):
            schema.fill(db, "observations", first_version=start, last_version=end)
    db.execute("DROP TABLE IF EXISTS ordered_cells")


def _pieces(first: int, last: int, size: int) -> Iterator[tuple[int, int]]:
    for start in range(first, last + 1, size):
        yield start, min(start + size - 1, last)
