CREATE TABLE agency_names (
    agency_id   VARCHAR,
    name        VARCHAR,
    region_code VARCHAR,
    parent_id   VARCHAR,
    from_year   INTEGER,
    until_year  INTEGER,
    first_year  INTEGER,
    last_year   INTEGER,
    documents   BIGINT
);
COMMENT ON TABLE agency_names IS
    'Names of each agency: those that it bore one after the other, and those that were met in print.';
COMMENT ON COLUMN agency_names.agency_id IS 'The agency: region code and name without its place, such as 130600-科学技术局';
COMMENT ON COLUMN agency_names.name IS 'Name, in full or as printed';
COMMENT ON COLUMN agency_names.region_code IS 'Division (GB/T 2260) that the name goes with: 620824 for 华亭县, 620881 for 华亭市';
COMMENT ON COLUMN agency_names.parent_id IS 'Agency that it belongs to: the government of its division';
COMMENT ON COLUMN agency_names.from_year IS 'First year with that name, from the vocabulary; null: as long as is known, or a name in print';
COMMENT ON COLUMN agency_names.until_year IS 'Last year with that name, from the vocabulary; null: today, or a name in print';
COMMENT ON COLUMN agency_names.first_year IS 'First fiscal year of a report with that name; null: not met';
COMMENT ON COLUMN agency_names.last_year IS 'Last fiscal year of a report with that name; null: not met';
COMMENT ON COLUMN agency_names.documents IS 'Documents that print it';

-- fill
INSERT INTO agency_names BY NAME
WITH met AS (
    SELECT n.agency_id, n.printed AS name, coalesce(n.printed_code, a.region_code) AS region_code,
           min(n.year) AS first_year, max(n.year) AS last_year, count(*) AS documents
    FROM printed_names AS n JOIN decided_agencies AS a USING (agency_id)
    WHERE n.printed <> '' GROUP BY ALL
)
SELECT a.agency_id, n.* EXCLUDE (agency_id), a.parent_id
FROM (
    SELECT coalesce(m.agency_id, k.agency_id) AS agency_id, coalesce(m.name, k.name) AS name,
           coalesce(m.region_code, k.region_code) AS region_code, k.from_year, k.until_year,
           m.first_year, m.last_year, coalesce(m.documents, 0) AS documents
    FROM met AS m FULL JOIN known_names AS k
        ON k.agency_id = m.agency_id AND k.name = m.name
        AND k.region_code IS NOT DISTINCT FROM m.region_code
) AS n JOIN decided_agencies AS a USING (agency_id)
ORDER BY ALL;
