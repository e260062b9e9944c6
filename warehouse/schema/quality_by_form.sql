CREATE VIEW quality_by_form AS
SELECT year, scope, topic, form,
       count(DISTINCT report_version_id) AS reports,
       count(*) AS cells,
       count(*) FILTER (state = 'number') AS numbers,
       count(*) FILTER (state = 'blank') AS blanks,
       count(*) FILTER (state = 'unreadable') AS unreadable,
       count(*) FILTER (state = 'number' AND confidence < 0.9) AS low_confidence,
       count(*) FILTER (len(failed_checks) > 0) AS in_failed_checks
FROM observations GROUP BY ALL ORDER BY ALL;
COMMENT ON VIEW quality_by_form IS 'How well each table of each year and form was read, over the current reports.';
COMMENT ON COLUMN quality_by_form.year IS 'Fiscal year that the reports are about';
COMMENT ON COLUMN quality_by_form.scope IS 'own: the agency alone; consolidated: a government with all its departments (汇总); unknown: the report does not say. Never add up different scopes';
COMMENT ON COLUMN quality_by_form.topic IS 'Statutory table: proactive (二), requests (三), review (四), statistics (2014 to 2018)';
COMMENT ON COLUMN quality_by_form.form IS 'Generation of the form';
COMMENT ON COLUMN quality_by_form.reports IS 'Current reports with that table';
COMMENT ON COLUMN quality_by_form.cells IS 'Cells of these';
COMMENT ON COLUMN quality_by_form.numbers IS 'Cells that state a number';
COMMENT ON COLUMN quality_by_form.blanks IS 'Cells printed and empty, which is not zero';
COMMENT ON COLUMN quality_by_form.unreadable IS 'Cells that could not be read';
COMMENT ON COLUMN quality_by_form.low_confidence IS 'Cells that state a number read with a confidence below 0.9';
COMMENT ON COLUMN quality_by_form.in_failed_checks IS 'Cells that a failed check speaks of';
