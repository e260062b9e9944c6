CREATE VIEW sums AS
WITH cells AS (
    SELECT year, scope, level, province, function, topic, item, breakdown,
           any_value(item_label) AS item_label, any_value(breakdown_label) AS breakdown_label,
           any_value(unit) AS unit, sum(value::DECIMAL(38, 4)) AS total, count(value) AS numbers,
           count(*) FILTER (state = 'blank') AS blanks,
           count(*) FILTER (state = 'not_applicable') AS not_applicable,
           count(*) FILTER (state IN ('text', 'unreadable')) AS not_read,
           count(*) FILTER (state = 'number' AND confidence < 0.9) AS low_confidence,
           count(*) FILTER (len(failed_checks) > 0) AS in_failed_checks
    FROM observations GROUP BY year, scope, level, province, function, topic, item, breakdown
),
groups AS (
    SELECT r.year, r.scope, a.level, a.province, a.function, count(*) AS reports
    FROM reports AS r JOIN agencies AS a USING (agency_id)
    WHERE r.is_current AND r.observations > 0 GROUP BY ALL
),
due AS (
    SELECT c.year, c.scope, a.level, a.province, a.function, count(*) AS expected
    FROM coverage AS c JOIN agencies AS a USING (agency_id)
    WHERE c.status <> 'not_yet_due' GROUP BY ALL
)
SELECT c.year, c.scope, c.level, c.province, c.function, c.topic, c.item, c.breakdown,
       c.item_label, c.breakdown_label, c.unit, c.total, coalesce(d.expected, g.reports) AS expected, g.reports, c.numbers, c.blanks,
       c.not_applicable, c.not_read,
       g.reports - c.numbers - c.blanks - c.not_applicable - c.not_read AS absent,
       c.low_confidence, c.in_failed_checks
FROM cells AS c JOIN groups AS g
    ON g.year = c.year AND g.scope = c.scope AND g.level IS NOT DISTINCT FROM c.level
    AND g.province IS NOT DISTINCT FROM c.province
    AND g.function IS NOT DISTINCT FROM c.function
LEFT JOIN due AS d
    ON d.year = c.year AND d.scope = c.scope AND d.level IS NOT DISTINCT FROM c.level
    AND d.province IS NOT DISTINCT FROM c.province
    AND d.function IS NOT DISTINCT FROM c.function;
COMMENT ON VIEW sums IS
    'What agencies state, added up, with how many of them state nothing: one row per cell of the forms, year, scope, level, province and field of work. Never add up different scopes, nor levels of consolidated reports, which may hold one another.';
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
COMMENT ON COLUMN sums.not_read IS 'Reports whose cell holds a text or could not be read';
COMMENT ON COLUMN sums.absent IS 'Reports without the cell: on another form, or without the table';
COMMENT ON COLUMN sums.low_confidence IS 'Numbers read with a confidence below 0.9';
COMMENT ON COLUMN sums.in_failed_checks IS 'Cells that a failed check speaks of';
