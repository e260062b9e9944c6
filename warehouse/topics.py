"""What each document has of each statutory table, and the narrative's digest.

Readings whose figures are equal get equal digests, in whatever order they stand. They enter the id
of the report version, so they rest on MD5, which no version of the database changes.
"""

from __future__ import annotations

import duckdb

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

# The narrative without the page's furniture: counters, buttons, lines of digits, and all that
# stands before the first numbered heading: a menu, a list of years that grows each year.
_TEXTS = r"""
CREATE OR REPLACE TEMP TABLE text_digests AS
WITH lines AS (
    SELECT document_sha256, ordinal, concat_ws('', number, heading, chr(10), text) AS text
    FROM sections SEMI JOIN changing USING (document_sha256)
    QUALIFY ordinal >= coalesce(
        min(ordinal) FILTER (number <> '') OVER (PARTITION BY document_sha256), 0)
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


def describe(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table `topics`; needs `cells`."""
    db.execute(_TOPICS)


def digest_texts(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table `text_digests` of the documents in `changing`."""
    db.execute(_TEXTS)
