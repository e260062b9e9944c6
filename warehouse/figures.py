"""The chosen figures of every version, small: a number for the version, one for the kind of cell.

Checks and counts run on these; labels and provenance are joined where rows leave for a table.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pyarrow as pa

from transforms.forms import Item, Table, tables
from warehouse.staging import load

# Cells that no present form names (they may come from older readings) have a code as well.
_CODES = """
CREATE OR REPLACE TEMP TABLE codes AS
SELECT row_number() OVER (ORDER BY min(place), topic, item, breakdown)::INTEGER AS code,
       topic, item, breakdown
FROM (SELECT topic, item, breakdown, place FROM official_labels
      UNION ALL SELECT DISTINCT topic, item, breakdown, 1000000 FROM cells)
GROUP BY topic, item, breakdown
"""

# On disk and compressed: a temporary table would lie in memory as it is, which the checks need.
# LEFT JOIN, though every cell has a code: it keeps DuckDB from joining `chosen` with `codes` first,
# each of its rows with each code of its topic, which takes ten times as long and spills.
_FIGURES = """
CREATE OR REPLACE TABLE workspace.figures AS
SELECT w.version_no, k.code, c.value, c.state = 'number' AS stated,
       c.state IN ('unreadable', 'text') OR (c.state = 'number' AND c.confidence < 0.9) AS doubtful
FROM cells AS c
JOIN chosen AS w ON c.document_sha256 = w.document_sha256 AND c.topic = w.topic
LEFT JOIN codes AS k ON c.topic = k.topic AND c.item = k.item AND c.breakdown = k.breakdown
WHERE c.table_instance = 0;
CREATE OR REPLACE TEMP VIEW figures AS FROM workspace.figures
"""

_CORRECT = """
UPDATE workspace.figures AS f SET value = x.new_value, stated = x.new_state = 'number',
                   doubtful = x.new_state = 'unreadable'
FROM applied_corrections AS x
JOIN chosen AS w ON w.document_sha256 = x.document_sha256 AND w.topic = x.topic
JOIN codes AS k ON k.topic = x.topic AND k.item = x.item AND k.breakdown = x.breakdown
WHERE f.version_no = w.version_no AND f.code = k.code
"""

_LABELS = pa.schema(
    [
        ("place", pa.int64()),
        ("form", pa.string()),
        ("topic", pa.string()),
        ("item", pa.string()),
        ("breakdown", pa.string()),
        ("topic_label", pa.string()),
        ("item_label", pa.string()),
        ("breakdown_label", pa.string()),
    ]
)


def gather(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables `official_labels`, `codes` and `figures`; needs `cells`,
    `chosen` and `applied_corrections`."""
    labels = [row | {"place": place} for place, row in enumerate(_labels())]
    load(db, "official_labels", pa.Table.from_pylist(labels, schema=_LABELS))
    db.execute(_CODES)
    for statement in (_FIGURES, _CORRECT):
        db.execute(statement)


def item_label(item: Item) -> str:
    """The row's official label with the heading above it: （三）不予公开 1.属于国家秘密."""
    return " ".join(filter(None, (item.group, item.label)))


def _labels() -> Iterator[dict[str, object]]:
    """Per form: a row or column may be called otherwise on another."""
    for table in tables():
        for form in table.forms:
            for item in table.items:
                yield from _labels_of(table, form, item)


def _labels_of(table: Table, form: str, item: Item) -> Iterator[dict[str, object]]:
    for code in item.breakdowns:
        yield {
            "form": form,
            "topic": table.topic,
            "item": item.code,
            "breakdown": code,
            "topic_label": table.heading,
            "item_label": item_label(item),
            "breakdown_label": table.breakdown(code).label,
        }
