CREATE TABLE fetches (
    run_id         VARCHAR,
    portal_id      VARCHAR,
    purpose        VARCHAR,
    url            VARCHAR,
    final_url      VARCHAR,
    fetched_at     TIMESTAMP,
    status         INTEGER,
    error          VARCHAR,
    content_type   VARCHAR,
    payload_sha256 VARCHAR,
    link_text      VARCHAR,
    published      VARCHAR,
    payload_size   BIGINT,
    etag           VARCHAR,
    last_modified  VARCHAR,
    links_digest   VARCHAR,
    warc_file      VARCHAR,
    warc_offset    BIGINT
);
COMMENT ON TABLE fetches IS
    'Every exchange or failed attempt, wherever it led.';
COMMENT ON COLUMN fetches.run_id IS 'The crawl or import, as runs names it';
COMMENT ON COLUMN fetches.portal_id IS 'Portal, as portals names it; empty for imported files';
COMMENT ON COLUMN fetches.purpose IS 'robots, home, list, report, part (a further page of an article), attachment or image';
COMMENT ON COLUMN fetches.url IS 'Address asked for';
COMMENT ON COLUMN fetches.final_url IS 'Address that answered, after redirects';
COMMENT ON COLUMN fetches.fetched_at IS 'When (UTC)';
COMMENT ON COLUMN fetches.status IS 'HTTP status; null: no answer';
COMMENT ON COLUMN fetches.error IS 'Why there was no usable answer';
COMMENT ON COLUMN fetches.content_type IS 'Content-Type as sent';
COMMENT ON COLUMN fetches.payload_sha256 IS 'SHA-256 of the body';
COMMENT ON COLUMN fetches.link_text IS 'Text of the link that led there';
COMMENT ON COLUMN fetches.published IS 'Date beside that link';
COMMENT ON COLUMN fetches.payload_size IS 'Size of the body in bytes';
COMMENT ON COLUMN fetches.etag IS 'ETag as sent';
COMMENT ON COLUMN fetches.last_modified IS 'Last-Modified as sent';
COMMENT ON COLUMN fetches.links_digest IS 'Digest of the links of a list page';
COMMENT ON COLUMN fetches.warc_file IS 'Archive file that holds the exchange';
COMMENT ON COLUMN fetches.warc_offset IS 'Where in that file, in bytes';

-- fill
INSERT INTO fetches BY NAME
SELECT DISTINCT * EXCLUDE (filename) FROM lake_fetches ORDER BY ALL;
