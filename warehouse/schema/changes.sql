CREATE TABLE changes (
    report_version_id VARCHAR,
    supersedes        VARCHAR,
    agency_id         VARCHAR,
    agency            VARCHAR,
    year              INTEGER,
    scope             VARCHAR,
    topic             VARCHAR,
    item              VARCHAR,
    breakdown         VARCHAR,
    item_label        VARCHAR,
    breakdown_label   VARCHAR,
    kind              VARCHAR,
    old_value         DOUBLE,
    old_state         VARCHAR,
    old_raw           VARCHAR,
    new_value         DOUBLE,
    new_state         VARCHAR,
    new_raw           VARCHAR,
    changed_at        TIMESTAMP
);
COMMENT ON TABLE changes IS
    'What a re-issue changed: one row per cell that differs between a report version and the one that it supersedes.';
COMMENT ON COLUMN changes.report_version_id IS 'The report version: report_id and a hash of its figures and text, joined by @';
COMMENT ON COLUMN changes.supersedes IS 'Version before it';
COMMENT ON COLUMN changes.agency_id IS 'The agency: region code and name without its place, such as 130600-科学技术局';
COMMENT ON COLUMN changes.agency IS 'Name of the agency in full';
COMMENT ON COLUMN changes.year IS 'Fiscal year that the report is about, not the year it was published in';
COMMENT ON COLUMN changes.scope IS 'own: the agency alone; consolidated: a government with all its departments (汇总); unknown: the report does not say. Never add up different scopes';
COMMENT ON COLUMN changes.topic IS 'Statutory table: proactive (二), requests (三), review (四), statistics (2014 to 2018)';
COMMENT ON COLUMN changes.item IS 'Row of the form, as the dictionary lists them';
COMMENT ON COLUMN changes.breakdown IS 'Column of the form, as the dictionary lists them';
COMMENT ON COLUMN changes.item_label IS 'Official label of the row; the printed one where no form has it';
COMMENT ON COLUMN changes.breakdown_label IS 'Official label of the column; the printed one where no form has it';
COMMENT ON COLUMN changes.kind IS 'changed, added or removed';
COMMENT ON COLUMN changes.old_value IS 'Value before';
COMMENT ON COLUMN changes.old_state IS 'State before';
COMMENT ON COLUMN changes.old_raw IS 'Text before';
COMMENT ON COLUMN changes.new_value IS 'Value after';
COMMENT ON COLUMN changes.new_state IS 'State after';
COMMENT ON COLUMN changes.new_raw IS 'Text after';
COMMENT ON COLUMN changes.changed_at IS 'When the new version was first seen (UTC)';

-- fill
INSERT INTO changes BY NAME
WITH re_issued AS (SELECT * FROM versions WHERE supersedes IS NOT NULL),
read_from AS (
    SELECT w.report_version_id, w.topic, w.document_sha256 FROM chosen AS w
    WHERE w.report_version_id IN (
        SELECT report_version_id FROM re_issued UNION SELECT supersedes FROM re_issued)
),
version_cells AS (
    SELECT w.report_version_id, c.cell_id, c.topic, c.item, c.breakdown, c.value, c.state, c.raw,
           c.label_item, c.label_breakdown
    FROM cells AS c JOIN read_from AS w
        ON c.document_sha256 = w.document_sha256 AND c.topic = w.topic
    WHERE c.table_instance = 0
),
now AS (
    SELECT v.report_version_id, c.* EXCLUDE (report_version_id) FROM re_issued AS v
    JOIN version_cells AS c USING (report_version_id)
),
before AS (
    SELECT v.report_version_id AS successor, c.* EXCLUDE (report_version_id) FROM re_issued AS v
    JOIN version_cells AS c ON c.report_version_id = v.supersedes
),
pairs AS (
    SELECT coalesce(n.report_version_id, b.successor) AS report_version_id,
           coalesce(n.topic, b.topic) AS topic, coalesce(n.item, b.item) AS item,
           coalesce(n.breakdown, b.breakdown) AS breakdown,
           CASE WHEN b.cell_id IS NULL THEN 'added' WHEN n.cell_id IS NULL THEN 'removed'
                WHEN n.value IS DISTINCT FROM b.value OR n.state <> b.state THEN 'changed'
           END AS kind,
           coalesce(n.label_item, b.label_item) AS printed_item,
           coalesce(n.label_breakdown, b.label_breakdown) AS printed_breakdown,
           b.value AS old_value, b.state AS old_state, b.raw AS old_raw,
           n.value AS new_value, n.state AS new_state, n.raw AS new_raw
    FROM now AS n FULL JOIN before AS b
        ON n.report_version_id = b.successor AND n.topic = b.topic AND n.item = b.item
        AND n.breakdown = b.breakdown
),
labels AS (
    SELECT topic, item, breakdown, arg_min(item_label, place) AS item_label,
           arg_min(breakdown_label, place) AS breakdown_label
    FROM official_labels GROUP BY ALL
)
SELECT v.report_version_id, v.supersedes, v.agency_id, a.name AS agency, v.year, v.scope, p.topic,
       p.item, p.breakdown, coalesce(l.item_label, p.printed_item) AS item_label,
       coalesce(l.breakdown_label, p.printed_breakdown) AS breakdown_label,
       p.* EXCLUDE (report_version_id, topic, item, breakdown, printed_item, printed_breakdown),
       v.first_seen AS changed_at
FROM pairs AS p JOIN versions AS v USING (report_version_id)
LEFT JOIN agencies AS a USING (agency_id)
LEFT JOIN labels AS l ON l.topic = p.topic AND l.item = p.item AND l.breakdown = p.breakdown
WHERE p.kind IS NOT NULL
ORDER BY ALL;
