CREATE TABLE runs (
    run_id     VARCHAR,
    batch      VARCHAR,
    kind       VARCHAR,
    started_at TIMESTAMP,
    ended_at   TIMESTAMP,
    status     VARCHAR,
    portals    BIGINT,
    requests   BIGINT,
    failures   BIGINT,
    message    VARCHAR
);
COMMENT ON TABLE runs IS
    'One row per process of a crawl or import (run and batch).';
COMMENT ON COLUMN runs.run_id IS 'The crawl or import, as runs names it';
COMMENT ON COLUMN runs.batch IS 'Batch of portals that one process crawled';
COMMENT ON COLUMN runs.kind IS 'crawl or import';
COMMENT ON COLUMN runs.started_at IS 'When it started (UTC)';
COMMENT ON COLUMN runs.ended_at IS 'When it ended; null: it was cut off (UTC)';
COMMENT ON COLUMN runs.status IS 'running (or cut off), finished, offline (no network: changes no coverage) or failed';
COMMENT ON COLUMN runs.portals IS 'Portals of the batch';
COMMENT ON COLUMN runs.requests IS 'Requests made';
COMMENT ON COLUMN runs.failures IS 'Requests that failed';
COMMENT ON COLUMN runs.message IS 'What a person should know';

-- fill
INSERT INTO runs BY NAME
SELECT run_id, batch, kind, started_at, ended_at, status, portals, requests, failures, message
FROM lake_runs
QUALIFY row_number() OVER (
    PARTITION BY run_id, batch, kind
    ORDER BY ended_at IS NULL, ended_at DESC, started_at DESC, status, filename
) = 1
ORDER BY ALL;
