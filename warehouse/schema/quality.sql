CREATE VIEW quality AS
SELECT year, scope, topic, form,
       count(DISTINCT report_version_id) AS reports,
       count(*) AS cells,
       count(*) FILTER (state = 'number') AS numbers,
       count(*) FILTER (state = 'blank') AS blanks,
       count(*) FILTER (state = 'unreadable') AS unreadable,
       count(*) FILTER (state = 'number' AND confidence < 0.9) AS read_with_doubt,
       count(*) FILTER (len(failed_checks) > 0) AS in_failed_checks
FROM observations GROUP BY ALL ORDER BY ALL;
COMMENT ON VIEW quality IS 'How well each table of each year was read, over the current reports.';
COMMENT ON COLUMN quality.year IS 'Fiscal year';
COMMENT ON COLUMN quality.scope IS 'Scope of the reports';
COMMENT ON COLUMN quality.topic IS 'Statutory table';
COMMENT ON COLUMN quality.form IS 'Generation of the form';
COMMENT ON COLUMN quality.reports IS 'Reports that have the table';
COMMENT ON COLUMN quality.cells IS 'Cells of it';
COMMENT ON COLUMN quality.numbers IS 'Cells that hold a number';
COMMENT ON COLUMN quality.blanks IS 'Cells that are printed and empty';
COMMENT ON COLUMN quality.unreadable IS 'Cells that could not be made out';
COMMENT ON COLUMN quality.read_with_doubt IS 'Numbers that were read with confidence below 0.9';
COMMENT ON COLUMN quality.in_failed_checks IS 'Cells that are part of a failed check';
