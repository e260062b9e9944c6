CREATE TABLE documents (
    document_sha256 VARCHAR,
    reading         VARCHAR,
    media_type      VARCHAR,
    carrier         VARCHAR,
    size            BIGINT,
    title           VARCHAR,
    is_report       BOOLEAN,
    contained_in    VARCHAR,
    member          VARCHAR,
    agency_id       VARCHAR,
    year            INTEGER,
    scope           VARCHAR,
    agency_source   VARCHAR,
    year_source     VARCHAR
);
COMMENT ON TABLE documents IS
    'Every document that was read, in its newest reading, and what was decided of it.';
COMMENT ON COLUMN documents.document_sha256 IS 'SHA-256 of the files bytes; an archives member is a document of its own; HASH#2 is the second report of one file';
COMMENT ON COLUMN documents.reading IS 'Version of reader, alignment and forms that read the document';
COMMENT ON COLUMN documents.media_type IS 'Media type by content';
COMMENT ON COLUMN documents.carrier IS 'Kind of file that the reader saw: html, pdf, docx …';
COMMENT ON COLUMN documents.size IS 'Bytes';
COMMENT ON COLUMN documents.title IS 'Title as found in the document';
COMMENT ON COLUMN documents.is_report IS 'Whether anything of an annual report was found in it';
COMMENT ON COLUMN documents.contained_in IS 'File (by SHA-256) that it was found inside: an archive, or a file of several reports; null: a file by itself';
COMMENT ON COLUMN documents.member IS 'Its path in that archive, or #2 for the second report of one file';
COMMENT ON COLUMN documents.agency_id IS 'Agency decided on; null: the document belongs to no report';
COMMENT ON COLUMN documents.year IS 'Fiscal year decided on';
COMMENT ON COLUMN documents.scope IS 'Scope decided on';
COMMENT ON COLUMN documents.agency_source IS 'What told the agency: title, link_text, registry, metadata, first_sentence, signature, document or parent (the page that it is attached to)';
COMMENT ON COLUMN documents.year_source IS 'What told the year: period, title, link_text, column, published, document or parent';

-- fill
INSERT INTO documents BY NAME
SELECT d.document_sha256, d.reading, d.media_type, d.carrier, d.size, d.title, d.is_report,
       d.contained_in, d.member,
       i.agency_id, i.year, i.scope, i.agency_source, i.year_source
FROM newest_documents AS d LEFT JOIN identities AS i USING (document_sha256)
ORDER BY d.document_sha256;
