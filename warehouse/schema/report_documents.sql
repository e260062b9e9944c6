CREATE TABLE report_documents (
    report_version_id VARCHAR,
    document_sha256   VARCHAR,
    role              VARCHAR,
    topics            VARCHAR[],
    url               VARCHAR
);
COMMENT ON TABLE report_documents IS
    'Which documents make up a report version, and as what.';
COMMENT ON COLUMN report_documents.report_version_id IS 'The report version: report_id and a hash of its figures and text, joined by @';
COMMENT ON COLUMN report_documents.document_sha256 IS 'SHA-256 of the files bytes; an archives member is a document of its own';
COMMENT ON COLUMN report_documents.role IS 'body, attachment, image, or copy (the same report on another page)';
COMMENT ON COLUMN report_documents.topics IS 'Statutory tables that were taken from it, each whole';
COMMENT ON COLUMN report_documents.url IS 'Address of the document in this version';

-- fill
INSERT INTO report_documents BY NAME
SELECT v.report_version_id, v.document_sha256, v.role, v.url,
       list_sort(coalesce(list(c.topic) FILTER (c.topic IS NOT NULL), [])) AS topics
FROM version_documents AS v LEFT JOIN chosen AS c USING (report_version_id, document_sha256)
GROUP BY ALL ORDER BY ALL;
