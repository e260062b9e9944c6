CREATE TABLE listings (
    run_id     VARCHAR,
    portal_id  VARCHAR,
    column_url VARCHAR,
    looked_at  TIMESTAMP,
    family     VARCHAR,
    complete   BOOLEAN,
    pages      BIGINT,
    links      BIGINT,
    reports    BIGINT,
    sure       BOOLEAN,
    agency     VARCHAR,
    shrunk     BOOLEAN,
    searched   BOOLEAN
);
COMMENT ON TABLE listings IS
    'What a crawl saw of a portal''s column of annual reports; finding nothing is a fact too.';
COMMENT ON COLUMN listings.run_id IS 'The crawl or import, as runs names it';
COMMENT ON COLUMN listings.portal_id IS 'Portal, as portals names it; empty for imported files';
COMMENT ON COLUMN listings.column_url IS 'Address of the column';
COMMENT ON COLUMN listings.looked_at IS 'When (UTC)';
COMMENT ON COLUMN listings.family IS 'Kind of site that it was read as';
COMMENT ON COLUMN listings.complete IS 'Whether all of its pages were read';
COMMENT ON COLUMN listings.pages IS 'Pages read';
COMMENT ON COLUMN listings.links IS 'Links on them';
COMMENT ON COLUMN listings.reports IS 'Links that look like annual reports';
COMMENT ON COLUMN listings.sure IS
    'Whether the column is known or named as one of annual reports; false: it holds other things too';
COMMENT ON COLUMN listings.agency IS 'Whose column it is, where the portal''s directory says so';
COMMENT ON COLUMN listings.shrunk IS
    'Whether it had much less than before though all was read; complete: so many nights that it is believed';
COMMENT ON COLUMN listings.searched IS
    'Whether all places of the portal that promised reports were looked at; null: known columns only';

-- fill
INSERT INTO listings BY NAME
SELECT DISTINCT * EXCLUDE (filename) FROM lake_listings ORDER BY ALL;
