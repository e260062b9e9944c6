CREATE TABLE dictionary (
    kind           VARCHAR,
    table_name     VARCHAR,
    column_name    VARCHAR,
    topic          VARCHAR,
    item           VARCHAR,
    breakdown      VARCHAR,
    label          VARCHAR,
    english        VARCHAR,
    unit           VARCHAR,
    forms          VARCHAR,
    sum_over_years BOOLEAN
);
COMMENT ON TABLE dictionary IS
    'Every column of every table, every cell of the statutory forms with official Chinese labels, every check and every code of a problem.';
COMMENT ON COLUMN dictionary.kind IS 'table, column, cell, check or problem';
COMMENT ON COLUMN dictionary.table_name IS 'Table, for kinds table and column';
COMMENT ON COLUMN dictionary.column_name IS 'Column, for kind column';
COMMENT ON COLUMN dictionary.topic IS 'Statutory table: proactive (二), requests (三), review (四), statistics (2014 to 2018)';
COMMENT ON COLUMN dictionary.item IS 'Row of the form; for kinds check and problem, its code';
COMMENT ON COLUMN dictionary.breakdown IS 'Column of the form, as the dictionary lists them';
COMMENT ON COLUMN dictionary.label IS 'Official Chinese label of the row and column; of a problem, a Chinese name';
COMMENT ON COLUMN dictionary.english IS 'English label, or the description';
COMMENT ON COLUMN dictionary.unit IS 'Unit';
COMMENT ON COLUMN dictionary.forms IS 'Forms that have the cell';
COMMENT ON COLUMN dictionary.sum_over_years IS 'Whether adding it up over years makes sense (a stock does not)';

-- fill
INSERT INTO dictionary BY NAME
SELECT * FROM dictionary_rows ORDER BY ALL;
