CREATE TABLE coverage (
    agency_id         VARCHAR,
    agency            VARCHAR,
    year              INTEGER,
    scope             VARCHAR,
    status            VARCHAR,
    reason            VARCHAR,
    due               DATE,
    last_attempt      TIMESTAMP,
    report_version_id VARCHAR,
    portal_id         VARCHAR
);
COMMENT ON TABLE coverage IS
    'Exactly one status for every expected report: agency, year and scope.';
COMMENT ON COLUMN coverage.agency_id IS 'The agency: region code and name without its place, such as 130600-科学技术局';
COMMENT ON COLUMN coverage.agency IS 'Name of the agency in full';
COMMENT ON COLUMN coverage.year IS 'Fiscal year that the report is about, not the year it was published in';
COMMENT ON COLUMN coverage.scope IS 'own: the agency alone; consolidated: a government with all its departments (汇总); unknown: the report does not say. Never add up different scopes';
COMMENT ON COLUMN coverage.status IS 'extracted, extracted_with_problems, unreadable, no_known_form, found_not_fetched, blocked, unreachable, not_published, not_yet_due or never_looked';
COMMENT ON COLUMN coverage.reason IS 'Why, in words';
COMMENT ON COLUMN coverage.due IS 'Last day for publishing it';
COMMENT ON COLUMN coverage.last_attempt IS 'When its portal was last asked (UTC)';
COMMENT ON COLUMN coverage.report_version_id IS 'Current report version, where there is one';
COMMENT ON COLUMN coverage.portal_id IS 'Portal';

-- fill
INSERT INTO coverage BY NAME
SELECT d.*, a.name AS agency FROM decided_coverage AS d LEFT JOIN agencies AS a USING (agency_id)
ORDER BY d.agency_id, d.year, d.scope;
