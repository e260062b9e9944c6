CREATE TABLE checks (
    report_version_id    VARCHAR,
    agency_id            VARCHAR,
    agency               VARCHAR,
    year                 INTEGER,
    scope                VARCHAR,
    check_id             VARCHAR,
    place                VARCHAR,
    place_label          VARCHAR,
    result               VARCHAR,
    left_side            DOUBLE,
    right_side           DOUBLE,
    difference           DOUBLE,
    difference_of_stated DOUBLE,
    cells                VARCHAR[],
    fingerprint          VARCHAR,
    verdict              VARCHAR,
    verdict_note         VARCHAR
);
COMMENT ON TABLE checks IS
    'Arithmetic that a sound report obeys (勾稽关系), and what came of it. Checks flag; they never change a value.';
COMMENT ON COLUMN checks.report_version_id IS 'The report version: report_id and a hash of its figures and text, joined by @';
COMMENT ON COLUMN checks.agency_id IS 'The agency: region code and name without its place, such as 130600-科学技术局';
COMMENT ON COLUMN checks.agency IS 'Name of the agency in full';
COMMENT ON COLUMN checks.year IS 'Fiscal year that the report is about, not the year it was published in';
COMMENT ON COLUMN checks.scope IS 'own: the agency alone; consolidated: a government with all its departments (汇总); unknown: the report does not say. Never add up different scopes';
COMMENT ON COLUMN checks.check_id IS 'The check, such as requests.balance; the dictionary tells the rule (kind = ''check'')';
COMMENT ON COLUMN checks.place IS 'Row or column that it was applied to';
COMMENT ON COLUMN checks.place_label IS 'Official label of that row, column, cell or table; null: a section of the text';
COMMENT ON COLUMN checks.result IS 'pass; fail; uncertain: a term is unreadable or was read with confidence below 0.9; not_assessable: a term is absent or blank and the rest does not decide';
COMMENT ON COLUMN checks.left_side IS 'Sum of the stated terms on the left';
COMMENT ON COLUMN checks.right_side IS 'Sum of the stated terms on the right';
COMMENT ON COLUMN checks.difference IS 'left - right, where every term is stated';
COMMENT ON COLUMN checks.difference_of_stated IS 'left - right over the terms that are stated';
COMMENT ON COLUMN checks.cells IS 'cell_id of the cells concerned, where it failed or is uncertain; check_terms names the cells of every check';
COMMENT ON COLUMN checks.fingerprint IS 'Stable id of this finding: same report, check, place and figures of its own, night after night';
COMMENT ON COLUMN checks.verdict IS 'What a person found: explained, error_of_agency or error_of_reading; null: not looked at';
COMMENT ON COLUMN checks.verdict_note IS 'Why, with date and link';

-- fill
INSERT INTO checks BY NAME
WITH concerned AS (
    SELECT n.version_no, n.rule,
           list(left(md5(concat_ws('/', w.document_sha256, k.topic, k.item, k.breakdown, 0)), 16)
                ORDER BY n.cell_version, n.code) AS cells
    FROM concerned_cells AS n JOIN codes AS k USING (code)
    JOIN chosen AS w ON w.version_no = n.cell_version AND w.topic = k.topic
    WHERE n.version_no BETWEEN getvariable('first_version') AND getvariable('last_version')
    GROUP BY ALL
),
chosen_results AS (
    SELECT r.*, coalesce(c.cells, []) AS cells
    FROM check_results AS r LEFT JOIN concerned AS c USING (version_no, rule)
    WHERE r.version_no BETWEEN getvariable('first_version') AND getvariable('last_version')
),
named AS (
    SELECT r.version_no, r.rule, v.report_version_id, v.agency_id, a.name AS agency,
           v.year, v.scope, s.check_id, s.place, s.place_label,
           ['pass', 'fail', 'uncertain', 'not_assessable'][r.result] AS result,
           r.left_side, r.right_side, r.difference, r.difference_of_stated, r.cells,
           left(md5(concat_ws('/', v.report_id, s.check_id, s.place, r.left_side,
                              CASE WHEN NOT s.among_others THEN r.right_side END)),
                16) AS fingerprint
    FROM chosen_results AS r JOIN versions AS v USING (version_no) JOIN stated_rules AS s USING (rule)
    LEFT JOIN agencies AS a ON a.agency_id = v.agency_id
)
SELECT n.* EXCLUDE (version_no, rule), d.verdict, d.note AS verdict_note
FROM named AS n LEFT JOIN verdicts AS d USING (fingerprint)
ORDER BY n.version_no, n.rule;
