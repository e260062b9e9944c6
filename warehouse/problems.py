"""All problems in one table, and which of them touch a report's figures.

A page whose tables stand in its attachment is no defect of the report: only problems of documents
that figures were taken from count, or of all documents where none were.
"""

from __future__ import annotations

import duckdb

# Documents of one report that state different numbers for one cell; blank against number counts,
# unreadable does not. An original that was signed earlier than what superseded it is no copy:
# `changes` lists the difference.
_COPIES = """
CREATE OR REPLACE TEMP TABLE copy_pairs AS
SELECT w.report_version_id, w.topic, w.document_sha256 AS chosen, d.document_sha256 AS other, d.url,
       e.signed AS chosen_signed, o.signed AS other_signed
FROM chosen AS w
JOIN version_documents AS d USING (report_version_id)
JOIN topics AS a ON a.document_sha256 = w.document_sha256 AND a.topic = w.topic
JOIN topics AS b ON b.document_sha256 = d.document_sha256 AND b.topic = w.topic
LEFT JOIN signed AS e ON e.document_sha256 = w.document_sha256
LEFT JOIN signed AS o ON o.document_sha256 = d.document_sha256
WHERE d.document_sha256 <> w.document_sha256 AND a.figures <> b.figures
  AND NOT EXISTS (
    FROM versions AS v JOIN chosen AS p ON p.report_version_id = v.supersedes
    WHERE v.report_version_id = w.report_version_id AND p.topic = w.topic
      AND p.document_sha256 = d.document_sha256 AND o.signed < e.signed);
CREATE OR REPLACE TEMP TABLE compared AS
SELECT document_sha256, topic, item, breakdown, value, state, raw FROM cells
WHERE table_instance = 0 AND document_sha256 IN (
    SELECT chosen FROM copy_pairs UNION SELECT other FROM copy_pairs);
CREATE OR REPLACE TEMP TABLE copies_differ AS
SELECT p.report_version_id, p.other AS document_sha256, p.url, count(*) AS cells,
       left(p.chosen, 12) AS taken,
       string_agg(
           concat(c.topic, '/', c.item, '/', c.breakdown, ': ',
                  if(o.state = 'number', o.raw, o.state), ' here, ',
                  if(c.state = 'number', c.raw, c.state), ' taken'),
           '; ' ORDER BY c.topic, c.item, c.breakdown) AS figures,
       CASE WHEN p.other_signed IS DISTINCT FROM p.chosen_signed
            THEN concat('; signed ', coalesce(p.other_signed::VARCHAR, 'on no known day'),
                        ' here, ', coalesce(p.chosen_signed::VARCHAR, 'on no known day'), ' taken')
            ELSE '' END AS dates
FROM copy_pairs AS p
JOIN compared AS c ON c.document_sha256 = p.chosen AND c.topic = p.topic
JOIN compared AS o ON o.document_sha256 = p.other AND o.topic = c.topic AND o.item = c.item
    AND o.breakdown = c.breakdown
WHERE c.value IS DISTINCT FROM o.value AND c.state <> 'unreadable' AND o.state <> 'unreadable'
GROUP BY ALL
"""

_OF_DOCUMENTS = """
CREATE OR REPLACE TEMP TABLE document_problems AS
SELECT DISTINCT p.* EXCLUDE (filename)
FROM lake_problems AS p
SEMI JOIN newest_documents AS d
    ON p.document_sha256 = d.document_sha256 AND p.filename = d.filename AND p.reading = d.reading
-- what the document alone can only assume, its link may say
WHERE p.code <> 'year_assumed' OR p.document_sha256 NOT IN (
    SELECT document_sha256 FROM identities
    WHERE year_source NOT IN ('column', 'section', 'published', 'document'))
UNION ALL
-- what the crawl saw of the file as it came
SELECT DISTINCT document_sha256, NULL, NULL, NULL, NULL, code, message FROM lake_problems
WHERE reading IS NULL AND portal_id IS NOT NULL AND document_sha256 IN (
    SELECT document_sha256 FROM newest_documents)
UNION ALL
SELECT i.document_sha256, d.reading, NULL, NULL, NULL, i.code, i.message
FROM identity_problems AS i JOIN newest_documents AS d USING (document_sha256)
WHERE NOT EXISTS (
    FROM lake_problems AS p
    WHERE p.document_sha256 = i.document_sha256 AND p.code = i.code AND p.filename = d.filename
)
UNION ALL
SELECT document_sha256, NULL, NULL, NULL, NULL, code, message FROM refused_corrections
"""

_OF_VERSIONS = """
CREATE OR REPLACE TEMP TABLE version_problems AS
WITH telling AS (
    SELECT report_version_id, document_sha256 FROM chosen
    UNION
    SELECT report_version_id, document_sha256 FROM version_documents
    WHERE report_version_id NOT IN (SELECT report_version_id FROM chosen)
)
SELECT t.report_version_id, p.code, p.document_sha256
FROM telling AS t JOIN document_problems AS p USING (document_sha256)
WHERE p.code <> 'not_a_report'
UNION
SELECT report_version_id, 'copies_differ', document_sha256 FROM copies_differ
UNION
SELECT d.report_version_id, 'ambiguous', d.document_sha256
FROM version_documents AS d JOIN topics AS t USING (document_sha256)
WHERE t.ambiguous AND (d.report_version_id, t.topic) NOT IN (
    SELECT (report_version_id, topic) FROM chosen
)
"""

# A document's address: that at which its report has it, else the first at which it was found.
_ADDRESSES = """
CREATE OR REPLACE TEMP TABLE problem_addresses AS
SELECT document_sha256, arg_min(url, (fetched_at, url)) AS url
FROM finds SEMI JOIN document_problems USING (document_sha256) GROUP BY ALL
"""

_ALL = """
CREATE OR REPLACE TEMP VIEW all_problems AS
SELECT p.code, p.message, p.document_sha256, p.reading, v.report_version_id, p.portal_id,
       coalesce(p.url, v.url, a.url) AS url, p.run_id
FROM document_problems AS p LEFT JOIN (
    SELECT d.document_sha256, max(d.report_version_id) AS report_version_id,
           arg_max(d.url, d.report_version_id) AS url
    FROM version_documents AS d JOIN versions AS v USING (report_version_id)
    WHERE v.is_current GROUP BY ALL
) AS v USING (document_sha256)
LEFT JOIN problem_addresses AS a USING (document_sha256)
UNION ALL
SELECT 'copies_differ',
       concat(cells, ' cells differ from the document ', taken,
              '… that the figures were taken from: ', figures, dates,
              '; look at both: a correction, or a slip in one of them'),
       document_sha256, NULL, report_version_id, NULL, url, NULL
FROM copies_differ
UNION ALL
SELECT 'verdict_unused',
       concat(place, ': no check has the fingerprint ', fingerprint, ', which was found ', verdict,
              ': its figures have changed, or it is mistyped; look at the check anew, or take out',
              ' the line'),
       NULL, NULL, NULL, NULL, NULL, NULL
FROM verdicts WHERE fingerprint NOT IN (SELECT fingerprint FROM checks)
UNION ALL
SELECT code, message, NULL, NULL, NULL, portal_id, url, run_id
FROM lake_problems WHERE document_sha256 IS NULL
"""


def gather(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables `document_problems`, `version_problems` and view `all_problems`;
    needs `finds`, `chosen` and `version_documents`."""
    for statement in (_COPIES, _OF_DOCUMENTS, _OF_VERSIONS, _ADDRESSES, _ALL):
        db.execute(statement)
