CREATE TABLE agencies (
    agency_id   VARCHAR,
    name        VARCHAR,
    region_code VARCHAR,
    province    VARCHAR,
    prefecture  VARCHAR,
    county      VARCHAR,
    level       VARCHAR,
    function    VARCHAR,
    portal_id   VARCHAR,
    provisional BOOLEAN
);
COMMENT ON TABLE agencies IS
    'Every agency that the registry names or a report was found of.';
COMMENT ON COLUMN agencies.agency_id IS 'The agency: region code and name without its place, such as 130600-科学技术局';
COMMENT ON COLUMN agencies.name IS 'Name in full, with its place';
COMMENT ON COLUMN agencies.region_code IS 'Division (GB/T 2260) as coded today; null: could not be placed';
COMMENT ON COLUMN agencies.province IS 'Province';
COMMENT ON COLUMN agencies.prefecture IS 'Prefecture-level city; null for what lies above';
COMMENT ON COLUMN agencies.county IS 'County or district; null for what lies above';
COMMENT ON COLUMN agencies.level IS 'national, province, prefecture, county or township';
COMMENT ON COLUMN agencies.function IS 'Field of work in one vocabulary for all regions: 科技, 教育 …; null: the name does not tell';
COMMENT ON COLUMN agencies.portal_id IS 'Portal that its reports were found on, or that the registry names';
COMMENT ON COLUMN agencies.provisional IS 'True: the agency could not be placed; the id may change';

-- fill
INSERT INTO agencies BY NAME
SELECT * EXCLUDE (parent_id) FROM decided_agencies ORDER BY agency_id;
