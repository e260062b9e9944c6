CREATE TABLE reports (
    report_version_id VARCHAR,
    report_id         VARCHAR,
    agency_id         VARCHAR,
    agency            VARCHAR,
    year              INTEGER,
    scope             VARCHAR,
    title             VARCHAR,
    url               VARCHAR,
    published         VARCHAR,
    forms             MAP(VARCHAR, VARCHAR),
    first_seen        TIMESTAMP,
    last_seen         TIMESTAMP,
    is_current        BOOLEAN,
    supersedes        VARCHAR,
    observations      BIGINT,
    problems          VARCHAR[],
    failed_checks     VARCHAR[]
);
COMMENT ON TABLE reports IS
    'One row per report version. The current one of each agency, year and scope has is_current.';
COMMENT ON COLUMN reports.report_version_id IS 'The report version: report_id and a hash of its figures and text, joined by @';
COMMENT ON COLUMN reports.report_id IS 'agency_id/year/scope';
COMMENT ON COLUMN reports.agency_id IS 'The agency: region code and name without its place, such as 130600-科学技术局';
COMMENT ON COLUMN reports.agency IS 'Name of the agency in full';
COMMENT ON COLUMN reports.year IS 'Fiscal year that the report is about, not the year it was published in';
COMMENT ON COLUMN reports.scope IS 'own: the agency alone; consolidated: a government with all its departments (汇总); unknown: the report does not say. Never add up different scopes';
COMMENT ON COLUMN reports.title IS 'Title as printed';
COMMENT ON COLUMN reports.url IS 'Address of its body';
COMMENT ON COLUMN reports.published IS 'Date of publication, ISO, as page or list give it';
COMMENT ON COLUMN reports.forms IS 'Form of each topic, as its table shows it';
COMMENT ON COLUMN reports.first_seen IS 'When this version was first fetched (UTC)';
COMMENT ON COLUMN reports.last_seen IS 'When one of its documents was last fetched (UTC)';
COMMENT ON COLUMN reports.is_current IS 'Whether it is the version first seen last';
COMMENT ON COLUMN reports.supersedes IS 'Version that it replaced';
COMMENT ON COLUMN reports.observations IS 'Cells of this version';
COMMENT ON COLUMN reports.problems IS 'Codes of problems that touch its figures';
COMMENT ON COLUMN reports.failed_checks IS 'Checks that failed';

-- fill
INSERT INTO reports BY NAME
WITH tables AS (
    SELECT c.report_version_id, map_from_entries(list((c.topic, t.forms) ORDER BY c.topic)) AS forms
    FROM chosen AS c JOIN topics AS t USING (document_sha256, topic) GROUP BY ALL
),
counts AS (SELECT version_no, count(*) AS observations FROM figures GROUP BY ALL),
told AS (
    SELECT report_version_id, list_sort(list(DISTINCT code)) AS codes
    FROM version_problems GROUP BY ALL
),
failed AS (
    SELECT report_version_id, list_sort(list(DISTINCT check_id)) AS checks
    FROM checks WHERE result = 'fail' AND verdict IS DISTINCT FROM 'explained' GROUP BY ALL
)
SELECT v.report_version_id, v.report_id, v.agency_id, a.name AS agency, v.year, v.scope, v.title,
       v.url, v.published, t.forms, v.first_seen, v.last_seen, v.is_current, v.supersedes,
       coalesce(n.observations, 0) AS observations, coalesce(p.codes, []) AS problems,
       coalesce(f.checks, []) AS failed_checks
FROM versions AS v
LEFT JOIN agencies AS a USING (agency_id)
LEFT JOIN tables AS t USING (report_version_id)
LEFT JOIN counts AS n USING (version_no)
LEFT JOIN told AS p USING (report_version_id)
LEFT JOIN failed AS f USING (report_version_id)
ORDER BY v.version_no;
