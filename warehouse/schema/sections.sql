CREATE TABLE sections (
    document_sha256 VARCHAR,
    reading         VARCHAR,
    ordinal         INTEGER,
    number          VARCHAR,
    heading         VARCHAR,
    text            VARCHAR
);
COMMENT ON TABLE sections IS
    'Narrative of each document. May hold names of persons: snapshots leave it out.';
COMMENT ON COLUMN sections.document_sha256 IS 'SHA-256 of the files bytes; an archives member is a document of its own';
COMMENT ON COLUMN sections.reading IS 'Version of reader, alignment and forms that read the document';
COMMENT ON COLUMN sections.ordinal IS 'Order within the document';
COMMENT ON COLUMN sections.number IS 'Number as printed: 一, 二 …';
COMMENT ON COLUMN sections.heading IS 'Heading as printed';
COMMENT ON COLUMN sections.text IS 'Text below it';

-- fill
INSERT INTO sections BY NAME
SELECT * EXCLUDE (filename) FROM whole_sections;
INSERT INTO sections BY NAME
SELECT s.* EXCLUDE (filename)
FROM mixed_sections AS s
SEMI JOIN newest_documents AS d
    ON s.document_sha256 = d.document_sha256 AND s.filename = d.filename AND s.reading = d.reading
ORDER BY s.document_sha256, ordinal;
