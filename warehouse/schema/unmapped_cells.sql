CREATE TABLE unmapped_cells (
    document_sha256 VARCHAR,
    reading         VARCHAR,
    topic           VARCHAR,
    table_index     INTEGER,
    row_index       INTEGER,
    column_index    INTEGER,
    label_row       VARCHAR,
    label_column    VARCHAR,
    raw             VARCHAR,
    value           DOUBLE,
    locator         VARCHAR
);
COMMENT ON TABLE unmapped_cells IS
    'Printed cells of statutory tables that no form names: kept, never lost.';
COMMENT ON COLUMN unmapped_cells.document_sha256 IS 'SHA-256 of the files bytes; an archives member is a document of its own';
COMMENT ON COLUMN unmapped_cells.reading IS 'Version of reader, alignment and forms that read the document';
COMMENT ON COLUMN unmapped_cells.topic IS 'Statutory table that the cell stands in';
COMMENT ON COLUMN unmapped_cells.table_index IS 'Number of the table in the document';
COMMENT ON COLUMN unmapped_cells.row_index IS 'Row';
COMMENT ON COLUMN unmapped_cells.column_index IS 'Column';
COMMENT ON COLUMN unmapped_cells.label_row IS 'Row label as printed';
COMMENT ON COLUMN unmapped_cells.label_column IS 'Column label as printed';
COMMENT ON COLUMN unmapped_cells.raw IS 'Text as printed';
COMMENT ON COLUMN unmapped_cells.value IS 'Number, where it is one';
COMMENT ON COLUMN unmapped_cells.locator IS 'Where it stands, as JSON';

-- fill
INSERT INTO unmapped_cells BY NAME
SELECT * EXCLUDE (filename) FROM whole_unmapped_cells;
INSERT INTO unmapped_cells BY NAME
SELECT s.* EXCLUDE (filename)
FROM mixed_unmapped_cells AS s
SEMI JOIN newest_documents AS d
    ON s.document_sha256 = d.document_sha256 AND s.filename = d.filename AND s.reading = d.reading
ORDER BY s.document_sha256, table_index, row_index, column_index;
