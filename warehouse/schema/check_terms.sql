CREATE TABLE check_terms (
    check_id     VARCHAR,
    place        VARCHAR,
    topic        VARCHAR,
    item         VARCHAR,
    breakdown    VARCHAR,
    side         VARCHAR,
    sign         INTEGER,
    years_before INTEGER,
    kind         VARCHAR
);
COMMENT ON TABLE check_terms IS
    'Which cells each arithmetical check adds up on which side.';
COMMENT ON COLUMN check_terms.check_id IS 'The check, such as requests.balance';
COMMENT ON COLUMN check_terms.place IS 'Row or column that it is applied to';
COMMENT ON COLUMN check_terms.topic IS 'Statutory table: proactive (二), requests (三), review (四), statistics (2014 to 2018)';
COMMENT ON COLUMN check_terms.item IS 'Row of the form, as the dictionary lists them';
COMMENT ON COLUMN check_terms.breakdown IS 'Column of the form, as the dictionary lists them';
COMMENT ON COLUMN check_terms.side IS 'left or right';
COMMENT ON COLUMN check_terms.sign IS '1: added; -1: taken off';
COMMENT ON COLUMN check_terms.years_before IS '0: of the same report; 1: of the report of the year before';
COMMENT ON COLUMN check_terms.kind IS 'always; part; whole: stands in for the parts where a report prints none of them';

-- fill
INSERT INTO check_terms BY NAME
SELECT r.check_id, r.place, t.topic, t.item, t.breakdown, t.side, t.sign, t.years_before, t.kind
FROM stated_terms AS t JOIN stated_rules AS r USING (rule)
ORDER BY t.rule, t.side, t.topic, t.item, t.breakdown;
