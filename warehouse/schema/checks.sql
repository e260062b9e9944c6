CREATE TABLE checks (
    report_version_id    VARCHAR,
    agency_id            VARCHAR,
    year                 INTEGER,
    scope                VARCHAR,
    check_id             VARCHAR,
    place                VARCHAR,
    result               VARCHAR,
    left_side            DOUBLE,
    right_side           DOUBLE,
    difference           DOUBLE,
    difference_of_stated DOUBLE,
    cells                VARCHAR[],
    fingerprint          VARCHAR
);
COMMENT ON TABLE checks IS
    'Arithmetic that a sound report obeys (勾稽关系), and what came of it. Checks flag; they never change a value.';
COMMENT ON COLUMN checks.report_version_id IS 'The report version: report_id and a hash of its figures and text, joined by @';
COMMENT ON COLUMN checks.agency_id IS 'The agency: region code and name without its place, such as 130600-科学技术局';
COMMENT ON COLUMN checks.year IS 'Fiscal year that the report is about, not the year it was published in';
COMMENT ON COLUMN checks.scope IS 'own: the agency alone; consolidated: a government with all its departments (汇总); unknown: the report does not say. Never add up different scopes';
COMMENT ON COLUMN checks.check_id IS 'The check, such as requests.balance; docs/dictionary.md tells the rules';
COMMENT ON COLUMN checks.place IS 'Row or column that it was applied to';
COMMENT ON COLUMN checks.result IS 'pass; fail; uncertain: a term is unreadable or was read with confidence below 0.9; not_assessable: a term is absent or blank and the rest does not decide';
COMMENT ON COLUMN checks.left_side IS 'Sum of the stated terms on the left';
COMMENT ON COLUMN checks.right_side IS 'Sum of the stated terms on the right';
COMMENT ON COLUMN checks.difference IS 'left - right, where every term is stated';
COMMENT ON COLUMN checks.difference_of_stated IS 'left - right over the terms that are stated';
COMMENT ON COLUMN checks.cells IS 'cell_id of the terms';
COMMENT ON COLUMN checks.fingerprint IS 'Stable id of this finding: same report, check, place and sums';

-- fill
INSERT INTO checks BY NAME
SELECT r.report_version_id, v.agency_id, v.year, v.scope, r.check_id, r.place, r.result,
       r.left_side, r.right_side, r.difference, r.difference_of_stated, r.cells,
       left(md5(concat_ws('/', v.report_id, r.check_id, r.place, r.left_side, r.right_side)), 16)
           AS fingerprint
FROM check_results AS r JOIN versions AS v USING (report_version_id)
ORDER BY ALL;
