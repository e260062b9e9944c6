CREATE TABLE agency_names (
    agency_id   VARCHAR,
    name        VARCHAR,
    region_code VARCHAR,
    parent_id   VARCHAR,
    first_year  INTEGER,
    last_year   INTEGER,
    documents   BIGINT
);
COMMENT ON TABLE agency_names IS
    'Names under which each agency was met, with the years.';
COMMENT ON COLUMN agency_names.agency_id IS 'The agency: region code and name without its place, such as 130600-科学技术局';
COMMENT ON COLUMN agency_names.name IS 'Name as printed';
COMMENT ON COLUMN agency_names.region_code IS 'Division, as coded today';
COMMENT ON COLUMN agency_names.parent_id IS 'Agency that it belongs to: the government of its division';
COMMENT ON COLUMN agency_names.first_year IS 'First fiscal year with that name';
COMMENT ON COLUMN agency_names.last_year IS 'Last fiscal year with that name';
COMMENT ON COLUMN agency_names.documents IS 'Documents that print it';

-- fill
INSERT INTO agency_names BY NAME
SELECT n.agency_id, n.printed AS name, coalesce(n.printed_code, a.region_code) AS region_code,
       n.parent_id, min(n.year) AS first_year, max(n.year) AS last_year, count(*) AS documents
FROM printed_names AS n JOIN decided_agencies AS a USING (agency_id)
GROUP BY ALL ORDER BY ALL;
