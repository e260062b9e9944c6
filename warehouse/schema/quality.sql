CREATE TABLE quality (
    province             VARCHAR,
    level                VARCHAR,
    year                 INTEGER,
    scope                VARCHAR,
    expected             BIGINT,
    extracted            BIGINT,
    with_problems        BIGINT,
    not_published        BIGINT,
    not_read             BIGINT,
    not_looked_at        BIGINT,
    reports              BIGINT,
    identities_pass      BIGINT,
    identities_fail      BIGINT,
    identities_undecided BIGINT,
    cells                BIGINT,
    numbers              BIGINT,
    blanks               BIGINT,
    not_applicable       BIGINT,
    texts                BIGINT,
    unreadable           BIGINT,
    low_confidence       BIGINT,
    corrected            BIGINT,
    in_failed_checks     BIGINT
);
COMMENT ON TABLE quality IS
    'What is covered and how well it was read, by province, level, year and scope. Counts, so that they can be added up within one scope.';
COMMENT ON COLUMN quality.province IS 'Province; null: national bodies, and agencies that could not be placed';
COMMENT ON COLUMN quality.level IS 'national, province, prefecture, county or township; null: could not be placed';
COMMENT ON COLUMN quality.year IS 'Fiscal year that the reports are about';
COMMENT ON COLUMN quality.scope IS 'own: the agency alone; consolidated: a government with all its departments (汇总); unknown: the report does not say. Never add up different scopes';
COMMENT ON COLUMN quality.expected IS 'Reports expected by coverage, not yet due ones left out';
COMMENT ON COLUMN quality.extracted IS 'Of these, extracted without a problem';
COMMENT ON COLUMN quality.with_problems IS 'Of these, extracted with problems';
COMMENT ON COLUMN quality.not_published IS 'Of these, certainly not published';
COMMENT ON COLUMN quality.not_read IS 'Of these, found but unreadable, on no known form, or not fetched';
COMMENT ON COLUMN quality.not_looked_at IS 'Of these, blocked, unreachable or never looked for';
COMMENT ON COLUMN quality.reports IS 'Current reports with at least one cell';
COMMENT ON COLUMN quality.identities_pass IS 'Reports of which every identity that could be decided holds, and at least one could';
COMMENT ON COLUMN quality.identities_fail IS 'Reports of which at least one identity fails, explained ones left out';
COMMENT ON COLUMN quality.identities_undecided IS 'Reports of which no identity could be decided';
COMMENT ON COLUMN quality.cells IS 'Cells of these reports';
COMMENT ON COLUMN quality.numbers IS 'Cells that state a number';
COMMENT ON COLUMN quality.blanks IS 'Cells printed and empty, which is not zero';
COMMENT ON COLUMN quality.not_applicable IS 'Cells with a slash, a dash or 不适用';
COMMENT ON COLUMN quality.texts IS 'Cells that state no exact number: 约400, 见附件';
COMMENT ON COLUMN quality.unreadable IS 'Cells that could not be read';
COMMENT ON COLUMN quality.low_confidence IS 'Cells that state a number read with a confidence below 0.9';
COMMENT ON COLUMN quality.corrected IS 'Cells corrected by hand';
COMMENT ON COLUMN quality.in_failed_checks IS 'Cells that a failed check speaks of';

-- fill
INSERT INTO quality BY NAME
WITH covered AS (
    SELECT a.province, a.level, c.year, c.scope,
           count(*) FILTER (status <> 'not_yet_due') AS expected,
           count(*) FILTER (status = 'extracted') AS extracted,
           count(*) FILTER (status = 'extracted_with_problems') AS with_problems,
           count(*) FILTER (status = 'not_published') AS not_published,
           count(*) FILTER (status IN ('unreadable', 'no_known_form', 'found_not_fetched'))
               AS not_read,
           count(*) FILTER (status IN ('blocked', 'unreachable', 'never_looked')) AS not_looked_at
    FROM coverage AS c LEFT JOIN agencies AS a USING (agency_id) GROUP BY ALL
),
judged AS (
    SELECT report_version_id, bool_or(result = 'pass') AS passes,
           bool_or(result = 'fail' AND verdict IS DISTINCT FROM 'explained') AS fails
    FROM checks SEMI JOIN stated_rules AS r
        ON r.check_id = checks.check_id AND r.place = checks.place AND r.relation IS NOT NULL
    GROUP BY ALL
),
stated AS (
    SELECT a.province, a.level, r.year, r.scope, count(*) AS reports,
           count(*) FILTER (j.passes AND NOT j.fails) AS identities_pass,
           count(*) FILTER (j.fails) AS identities_fail,
           count(*) FILTER (NOT coalesce(j.passes OR j.fails, false)) AS identities_undecided
    FROM reports AS r LEFT JOIN agencies AS a USING (agency_id)
    LEFT JOIN judged AS j USING (report_version_id)
    WHERE r.is_current AND r.observations > 0 GROUP BY ALL
),
read AS (
    SELECT province, level, year, scope, count(*) AS cells,
           count(*) FILTER (state = 'number') AS numbers,
           count(*) FILTER (state = 'blank') AS blanks,
           count(*) FILTER (state = 'not_applicable') AS not_applicable,
           count(*) FILTER (state = 'text') AS texts,
           count(*) FILTER (state = 'unreadable') AS unreadable,
           count(*) FILTER (state = 'number' AND confidence < 0.9) AS low_confidence,
           count(correction) AS corrected,
           count(*) FILTER (len(failed_checks) > 0) AS in_failed_checks
    FROM observations GROUP BY ALL
),
places AS (
    SELECT province, level, year, scope FROM covered
    UNION SELECT province, level, year, scope FROM stated
)
SELECT p.*, coalesce(c.expected, 0) AS expected, coalesce(c.extracted, 0) AS extracted,
       coalesce(c.with_problems, 0) AS with_problems,
       coalesce(c.not_published, 0) AS not_published, coalesce(c.not_read, 0) AS not_read,
       coalesce(c.not_looked_at, 0) AS not_looked_at, coalesce(s.reports, 0) AS reports,
       coalesce(s.identities_pass, 0) AS identities_pass,
       coalesce(s.identities_fail, 0) AS identities_fail,
       coalesce(s.identities_undecided, 0) AS identities_undecided,
       coalesce(r.cells, 0) AS cells, coalesce(r.numbers, 0) AS numbers,
       coalesce(r.blanks, 0) AS blanks, coalesce(r.not_applicable, 0) AS not_applicable,
       coalesce(r.texts, 0) AS texts, coalesce(r.unreadable, 0) AS unreadable,
       coalesce(r.low_confidence, 0) AS low_confidence, coalesce(r.corrected, 0) AS corrected,
       coalesce(r.in_failed_checks, 0) AS in_failed_checks
FROM places AS p
LEFT JOIN covered AS c ON c.province IS NOT DISTINCT FROM p.province
    AND c.level IS NOT DISTINCT FROM p.level AND c.year = p.year AND c.scope = p.scope
LEFT JOIN stated AS s ON s.province IS NOT DISTINCT FROM p.province
    AND s.level IS NOT DISTINCT FROM p.level AND s.year = p.year AND s.scope = p.scope
LEFT JOIN read AS r ON r.province IS NOT DISTINCT FROM p.province
    AND r.level IS NOT DISTINCT FROM p.level AND r.year = p.year AND r.scope = p.scope
ORDER BY p.year, p.scope, p.province, p.level;
