CREATE TABLE finds (
    run_id          VARCHAR,
    portal_id       VARCHAR,
    document_sha256 VARCHAR,
    url             VARCHAR,
    fetched_at      TIMESTAMP,
    purpose         VARCHAR,
    content_type    VARCHAR,
    parent_url      VARCHAR,
    link_text       VARCHAR,
    column_name     VARCHAR,
    published       VARCHAR,
    warc_file       VARCHAR,
    warc_offset     BIGINT
);
COMMENT ON TABLE finds IS
    'A document at an address, as one exchange brought it.';
COMMENT ON COLUMN finds.run_id IS 'The crawl or import, as runs names it';
COMMENT ON COLUMN finds.portal_id IS 'Portal, as portals names it; empty for imported files';
COMMENT ON COLUMN finds.document_sha256 IS 'SHA-256 of the files bytes; an archives member is a document of its own';
COMMENT ON COLUMN finds.url IS 'Address of the document; a!/b is the member b of the archive a, a#2 the second report in the file a';
COMMENT ON COLUMN finds.fetched_at IS 'When it was fetched (UTC)';
COMMENT ON COLUMN finds.purpose IS 'report (a page or file taken for a report), attachment or image';
COMMENT ON COLUMN finds.content_type IS 'Content-Type as sent';
COMMENT ON COLUMN finds.parent_url IS 'Page that linked to it';
COMMENT ON COLUMN finds.link_text IS 'Text of that link; the file name, for the member of an archive';
COMMENT ON COLUMN finds.column_name IS 'Column of the portal that listed it';
COMMENT ON COLUMN finds.published IS 'Date that the list gives, ISO';
COMMENT ON COLUMN finds.warc_file IS 'Archive file that holds its bytes';
COMMENT ON COLUMN finds.warc_offset IS 'Where in that file, in bytes';

-- fill
INSERT INTO finds BY NAME
FROM all_finds ORDER BY ALL;
