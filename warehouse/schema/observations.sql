CREATE TABLE observations (
    agency_id         VARCHAR,
    agency            VARCHAR,
    region_code       VARCHAR,
    province          VARCHAR,
    prefecture        VARCHAR,
    county            VARCHAR,
    level             VARCHAR,
    function          VARCHAR,
    year              INTEGER,
    scope             VARCHAR,
    topic             VARCHAR,
    item              VARCHAR,
    breakdown         VARCHAR,
    value             DOUBLE,
    state             VARCHAR,
    unit              VARCHAR,
    raw               VARCHAR,
    topic_label       VARCHAR,
    item_label        VARCHAR,
    breakdown_label   VARCHAR,
    form              VARCHAR,
    confidence        DOUBLE,
    failed_checks     VARCHAR[],
    correction        VARCHAR,
    report_version_id VARCHAR,
    cell_id           VARCHAR,
    document_sha256   VARCHAR,
    url               VARCHAR
);
COMMENT ON TABLE observations IS
    'The table that most people need: the chosen cells of the current version of every report. One row per report, topic, item and breakdown.';
COMMENT ON COLUMN observations.agency_id IS 'The agency: region code and name without its place, such as 130600-科学技术局';
COMMENT ON COLUMN observations.agency IS 'Name of the agency in full';
COMMENT ON COLUMN observations.region_code IS 'Division (GB/T 2260)';
COMMENT ON COLUMN observations.province IS 'Province';
COMMENT ON COLUMN observations.prefecture IS 'Prefecture-level city';
COMMENT ON COLUMN observations.county IS 'County or district';
COMMENT ON COLUMN observations.level IS 'national, province, prefecture, county or township';
COMMENT ON COLUMN observations.function IS 'Field of work: 科技, 教育 …';
COMMENT ON COLUMN observations.year IS 'Fiscal year that the report is about, not the year it was published in';
COMMENT ON COLUMN observations.scope IS 'own: the agency alone; consolidated: a government with all its departments (汇总); unknown: the report does not say. Never add up different scopes';
COMMENT ON COLUMN observations.topic IS 'Statutory table: proactive (二), requests (三), review (四), statistics (2014 to 2018)';
COMMENT ON COLUMN observations.item IS 'Row of the form, as the dictionary lists them';
COMMENT ON COLUMN observations.breakdown IS 'Column of the form, as the dictionary lists them';
COMMENT ON COLUMN observations.value IS 'The number; null unless state is number. Null is not zero';
COMMENT ON COLUMN observations.state IS 'number; blank: printed and empty, which is not zero; not_applicable: a slash or dash; text; unreadable';
COMMENT ON COLUMN observations.unit IS 'count, CNY_10K (万元) …';
COMMENT ON COLUMN observations.raw IS 'Text as printed';
COMMENT ON COLUMN observations.topic_label IS 'Official heading of the statutory table';
COMMENT ON COLUMN observations.item_label IS 'Official label of the row, with the heading that it stands below; the printed one is in cells';
COMMENT ON COLUMN observations.breakdown_label IS 'Official label of the column; the printed one is in cells';
COMMENT ON COLUMN observations.form IS 'Generation of the form: 2021, 2019 or 2014';
COMMENT ON COLUMN observations.confidence IS 'How surely it was read, 0 to 1';
COMMENT ON COLUMN observations.failed_checks IS 'Checks that this cell is part of and that failed, unless a person explained it';
COMMENT ON COLUMN observations.correction IS 'Why and by what proof the value was corrected by hand; null: as read. raw stays as printed';
COMMENT ON COLUMN observations.report_version_id IS 'The report version: report_id and a hash of its figures and text, joined by @';
COMMENT ON COLUMN observations.cell_id IS 'For citing, and to find the proof in cells';
COMMENT ON COLUMN observations.document_sha256 IS 'SHA-256 of the files bytes; an archives member is a document of its own';
COMMENT ON COLUMN observations.url IS 'Address of the document that the cell stands in';

-- fill
INSERT INTO observations BY NAME
SELECT r.agency_id, r.agency, r.region_code, r.province, r.prefecture, r.county, r.level,
       r.function, r.year, r.scope, n.topic, n.item, n.breakdown,
       if(x.cell_id IS NULL, f.value, x.new_value) AS value,
       if(x.cell_id IS NULL, n.state, x.new_state) AS state, n.unit, f.raw, n.topic_label,
       n.item_label, n.breakdown_label, n.form, f.confidence,
       coalesce(b.checks, []) AS failed_checks, x.told AS correction, r.report_version_id,
       lower(hex(f.proof)) AS cell_id, d.document_sha256, d.url
FROM ordered_cells AS f
JOIN current_reports AS r USING (version_no)
JOIN figure_names AS n USING (code, word)
JOIN figure_sources AS d USING (version_no, topic_no)
LEFT JOIN applied_corrections AS x ON unhex(x.cell_id) = f.proof
LEFT JOIN failed_cells AS b ON b.version_no = f.version_no AND b.code = f.code
WHERE f.version_no BETWEEN getvariable('first_version') AND getvariable('last_version')
ORDER BY f.version_no, f.code;
