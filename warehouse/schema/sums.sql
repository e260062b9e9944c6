CREATE VIEW sums AS
WITH cells AS (
    SELECT year, scope, level, province, function, topic, item, breakdown,
           -- garbage of forty digits must not fail the sum of all others
           sum(CASE WHEN abs(value) < 1e15 THEN value::DECIMAL(38, 4) END) AS total,
           count(*) FILTER (abs(value) < 1e15) AS numbers,
           count(*) FILTER (state = 'blank') AS blanks,
           count(*) FILTER (state = 'not_applicable') AS not_applicable,
           count(*) FILTER (state IN ('text', 'unreadable') OR abs(value) >= 1e15) AS not_read, count(*) AS printed,
           count(*) FILTER (state = 'number' AND confidence < 0.9) AS low_confidence,
           count(*) FILTER (len(failed_checks) > 0) AS in_failed_checks
    FROM observations GROUP BY year, scope, level, province, function, topic, item, breakdown
),
labels AS (
    SELECT year, topic, item, breakdown, max(item_label) AS item_label,
           max(breakdown_label) AS breakdown_label, max(unit) AS unit
    FROM observations GROUP BY year, topic, item, breakdown
),
groups AS (
    SELECT c.year, c.scope, a.level, a.province, a.function,
           count(*) FILTER (c.status <> 'not_yet_due' OR c.report_version_id IS NOT NULL)
               AS expected,
           count(*) FILTER (c.status LIKE 'extracted%') AS reports
    FROM coverage AS c JOIN agencies AS a USING (agency_id)
    GROUP BY c.year, c.scope, a.level, a.province, a.function
)
SELECT g.year, g.scope, g.level, g.province, g.function, l.topic, l.item, l.breakdown,
       l.item_label, l.breakdown_label, l.unit, c.total, g.expected, g.reports,
       coalesce(c.numbers, 0) AS numbers, coalesce(c.blanks, 0) AS blanks,
       coalesce(c.not_applicable, 0) AS not_applicable, coalesce(c.not_read, 0) AS not_read,
       g.reports - coalesce(c.printed, 0) AS absent,
       coalesce(c.low_confidence, 0) AS low_confidence,
       coalesce(c.in_failed_checks, 0) AS in_failed_checks
FROM groups AS g JOIN labels AS l ON l.year = g.year
LEFT JOIN cells AS c
    ON c.year = g.year AND c.scope = g.scope AND c.level IS NOT DISTINCT FROM g.level
    AND c.province IS NOT DISTINCT FROM g.province
    AND c.function IS NOT DISTINCT FROM g.function
    AND c.topic = l.topic AND c.item = l.item AND c.breakdown = l.breakdown;
COMMENT ON VIEW sums IS
    'What agencies state, added up, with how many of them state nothing: one row per cell that any report of the year has, scope, level, province and field of work, even where none of these reports has it. Never add up different scopes, nor levels of consolidated reports, which may hold one another.';
COMMENT ON COLUMN sums.year IS 'Fiscal year that the reports are about';
COMMENT ON COLUMN sums.scope IS 'own: the agency alone; consolidated: a government with all its departments (汇总); unknown: the report does not say. Never add up different scopes';
COMMENT ON COLUMN sums.level IS 'national, province, prefecture, county or township; null: could not be placed';
COMMENT ON COLUMN sums.province IS 'Province; null: national bodies, and agencies that could not be placed';
COMMENT ON COLUMN sums.function IS 'Field of work: 科技, 教育 …';
COMMENT ON COLUMN sums.topic IS 'Statutory table: proactive (二), requests (三), review (四), statistics (2014 to 2018)';
COMMENT ON COLUMN sums.item IS 'Row of the form, as the dictionary lists them';
COMMENT ON COLUMN sums.breakdown IS 'Column of the form, as the dictionary lists them';
COMMENT ON COLUMN sums.item_label IS 'Official label of the row';
COMMENT ON COLUMN sums.breakdown_label IS 'Official label of the column';
COMMENT ON COLUMN sums.unit IS 'count, CNY_10K (万元) …';
COMMENT ON COLUMN sums.total IS 'Sum of what is stated, as a decimal: it does not depend on the order of adding. Null: nobody states a number';
COMMENT ON COLUMN sums.expected IS 'Reports that coverage expects of these agencies; compare totals only where about the same share of them is there';
COMMENT ON COLUMN sums.reports IS 'Current reports with figures; the five counts that follow add up to it';
COMMENT ON COLUMN sums.numbers IS 'Reports whose cell states a number: those that total is made of';
COMMENT ON COLUMN sums.blanks IS 'Reports whose cell is printed and empty, which is not zero';
COMMENT ON COLUMN sums.not_applicable IS 'Reports whose cell has a slash, a dash or 不适用';
COMMENT ON COLUMN sums.not_read IS 'Reports whose cell holds a text, a number of more than fifteen digits, or could not be read';
COMMENT ON COLUMN sums.absent IS 'Reports without the cell: on another form, or without the table';
COMMENT ON COLUMN sums.low_confidence IS 'Numbers read with a confidence below 0.9';
COMMENT ON COLUMN sums.in_failed_checks IS 'Cells that a failed check speaks of';
