CREATE TABLE portals (
    portal_id          VARCHAR,
    name               VARCHAR,
    home_url           VARCHAR,
    region_code        VARCHAR,
    annual_reports_url VARCHAR,
    agency             VARCHAR,
    family             VARCHAR,
    status             VARCHAR,
    reason             VARCHAR,
    source             VARCHAR,
    verified           VARCHAR,
    tls                VARCHAR,
    hours              VARCHAR,
    seen_at            TIMESTAMP
);
COMMENT ON TABLE portals IS
    'The registry: one row per portal, as the newest run used it.';
COMMENT ON COLUMN portals.portal_id IS 'Id of the portal';
COMMENT ON COLUMN portals.name IS 'Name of the portal';
COMMENT ON COLUMN portals.home_url IS 'Its home page';
COMMENT ON COLUMN portals.region_code IS 'Division (GB/T 2260) that the portal belongs to';
COMMENT ON COLUMN portals.annual_reports_url IS 'Column of annual reports, where the registry knows it';
COMMENT ON COLUMN portals.agency IS 'Agency that the portal belongs to, as the registry prints it';
COMMENT ON COLUMN portals.family IS 'Kind of site, which says how it lists and pages';
COMMENT ON COLUMN portals.status IS 'active or frozen';
COMMENT ON COLUMN portals.reason IS 'Why it has that status';
COMMENT ON COLUMN portals.source IS 'Where the registry has the portal from';
COMMENT ON COLUMN portals.verified IS 'When a person last looked at it';
COMMENT ON COLUMN portals.tls IS 'old: its server is asked by TLS 1.0 and weak ciphers where need be';
COMMENT ON COLUMN portals.hours IS 'When it may be asked, in China''s time, such as 22-6; null: always';
COMMENT ON COLUMN portals.seen_at IS 'When a run last used this row (UTC)';

-- fill
INSERT INTO portals BY NAME
SELECT * EXCLUDE (run_id, filename)
FROM lake_portals
QUALIFY row_number() OVER (PARTITION BY portal_id ORDER BY seen_at DESC, run_id DESC, filename) = 1
ORDER BY portal_id;
