CREATE TABLE accuracy (
    corpus      VARCHAR,
    kind        VARCHAR,
    carrier     VARCHAR,
    n_documents BIGINT,
    n_cells     BIGINT,
    n_exact     BIGINT,
    n_wrong     BIGINT,
    n_silent    BIGINT,
    lower_95    DOUBLE,
    method      VARCHAR,
    measured_on VARCHAR,
    version     VARCHAR
);
COMMENT ON TABLE accuracy IS
    'How exactly documents are read, as measured: on made-up documents of the repository, and on real cells that persons verified.';
COMMENT ON COLUMN accuracy.corpus IS 'Documents that it was measured on';
COMMENT ON COLUMN accuracy.kind IS 'synthetic: made-up documents; verified: real cells, drawn at random, that a person looked at';
COMMENT ON COLUMN accuracy.carrier IS 'html, pdf, scan …';
COMMENT ON COLUMN accuracy.n_documents IS 'Documents measured';
COMMENT ON COLUMN accuracy.n_cells IS 'Cells measured';
COMMENT ON COLUMN accuracy.n_exact IS 'Cells with exactly the value and state printed';
COMMENT ON COLUMN accuracy.n_wrong IS 'Cells that show another value; the rest was given up, and shows none';
COMMENT ON COLUMN accuracy.n_silent IS 'Of the wrong ones, those that nothing warns of';
COMMENT ON COLUMN accuracy.lower_95 IS 'With 95 % confidence the share of exact cells is at least this';
COMMENT ON COLUMN accuracy.method IS 'How that bound was reckoned';
COMMENT ON COLUMN accuracy.measured_on IS 'Day of the measurement';
COMMENT ON COLUMN accuracy.version IS 'Readings that were measured';

-- fill
INSERT INTO accuracy BY NAME
SELECT * FROM measured_accuracy ORDER BY kind, corpus, carrier;
