CREATE TABLE cells (
    cell_id         VARCHAR,
    document_sha256 VARCHAR,
    reading         VARCHAR,
    form            VARCHAR,
    topic           VARCHAR,
    item            VARCHAR,
    breakdown       VARCHAR,
    table_instance  INTEGER,
    value           DOUBLE,
    state           VARCHAR,
    raw             VARCHAR,
    unit            VARCHAR,
    label_item      VARCHAR,
    label_breakdown VARCHAR,
    confidence      DOUBLE,
    locator         VARCHAR
);
COMMENT ON TABLE cells IS
    'Every cell that was read of a statutory form, newest reading of each document, with all that proves it. observations holds the chosen ones.';
COMMENT ON COLUMN cells.cell_id IS 'For citing: short hash of document, topic, item, breakdown and instance';
COMMENT ON COLUMN cells.document_sha256 IS 'SHA-256 of the files bytes; an archives member is a document of its own';
COMMENT ON COLUMN cells.reading IS 'Version of reader, alignment and forms that read the document';
COMMENT ON COLUMN cells.form IS 'Generation of the form that the table itself follows: 2021, 2019 or 2014';
COMMENT ON COLUMN cells.topic IS 'Statutory table: proactive (二), requests (三), review (四), statistics (2014 to 2018)';
COMMENT ON COLUMN cells.item IS 'Row of the form, as the dictionary lists them';
COMMENT ON COLUMN cells.breakdown IS 'Column of the form, as the dictionary lists them';
COMMENT ON COLUMN cells.table_instance IS '0, or the number of a further table of the same topic in one document';
COMMENT ON COLUMN cells.value IS 'The number; null unless state is number';
COMMENT ON COLUMN cells.state IS 'number; blank: printed and empty, which is not zero; not_applicable: a slash or dash; text; unreadable';
COMMENT ON COLUMN cells.raw IS 'Text as printed';
COMMENT ON COLUMN cells.unit IS 'Unit of the value: count, CNY_10K (万元) …';
COMMENT ON COLUMN cells.label_item IS 'Row label as printed';
COMMENT ON COLUMN cells.label_breakdown IS 'Column label as printed';
COMMENT ON COLUMN cells.confidence IS 'How surely it was read, 0 to 1';
COMMENT ON COLUMN cells.locator IS 'Where it stands in the document, as JSON: page or table, row, column, box';

-- fill
INSERT INTO cells BY NAME
SELECT left(md5(concat_ws('/', c.document_sha256, topic, item, breakdown, table_instance)), 16)
           AS cell_id,
       c.* EXCLUDE (filename)
FROM whole_cells AS c;
INSERT INTO cells BY NAME
SELECT left(md5(concat_ws('/', c.document_sha256, topic, item, breakdown, table_instance)), 16)
           AS cell_id,
       c.* EXCLUDE (filename)
FROM mixed_cells AS c
SEMI JOIN newest_documents AS d
    ON c.document_sha256 = d.document_sha256 AND c.filename = d.filename AND c.reading = d.reading
ORDER BY c.document_sha256, topic, item, breakdown, table_instance;
