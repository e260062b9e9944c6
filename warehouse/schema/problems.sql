CREATE TABLE problems (
    code              VARCHAR,
    message           VARCHAR,
    document_sha256   VARCHAR,
    reading           VARCHAR,
    report_version_id VARCHAR,
    portal_id         VARCHAR,
    url               VARCHAR,
    run_id            VARCHAR
);
COMMENT ON TABLE problems IS
    'What a person should know: of a document, of a report, or of a portal.';
COMMENT ON COLUMN problems.code IS 'Stable code of the problem, such as year_conflict';
COMMENT ON COLUMN problems.message IS 'What happened and what to do';
COMMENT ON COLUMN problems.document_sha256 IS 'Document that it is about';
COMMENT ON COLUMN problems.reading IS 'Version of reader, alignment and forms that read the document';
COMMENT ON COLUMN problems.report_version_id IS 'Report version that it touches';
COMMENT ON COLUMN problems.portal_id IS 'Portal that it is about';
COMMENT ON COLUMN problems.url IS 'Address that it is about; of a document, where its report has it, else where it was first found';
COMMENT ON COLUMN problems.run_id IS 'Run that met it';

-- fill
INSERT INTO problems BY NAME
SELECT DISTINCT code, message, document_sha256, reading, report_version_id, portal_id, url, run_id
FROM all_problems ORDER BY ALL;
