CREATE TABLE addresses (
    portal_id    VARCHAR,
    url          VARCHAR,
    status       VARCHAR,
    since        TIMESTAMP,
    first_listed TIMESTAMP,
    last_had     TIMESTAMP
);
COMMENT ON TABLE addresses IS
    'Where reports are listed, or were: what vanished stays in the data and is marked here.';
COMMENT ON COLUMN addresses.portal_id IS 'Portal, as portals names it';
COMMENT ON COLUMN addresses.url IS 'Address of a report, as the portal''s lists had it';
COMMENT ON COLUMN addresses.status IS 'listed; withdrawn (no list has it any more); gone (its page answers 404 or 410)';
COMMENT ON COLUMN addresses.since IS 'When that was first seen (UTC)';
COMMENT ON COLUMN addresses.first_listed IS 'When a list first had it (UTC)';
COMMENT ON COLUMN addresses.last_had IS 'When it last answered with the report or "not modified"; null: never (UTC)';

-- fill
INSERT INTO addresses BY NAME
WITH online AS (  -- whatever it was asked for as: a title cut short is looked at as a list
    SELECT url, status, error, fetched_at FROM fetches SEMI JOIN lake_listed USING (url)
    WHERE run_id NOT IN (SELECT run_id FROM offline_runs)
),
told AS (
    SELECT portal_id, url, arg_max(listed, looked_at) AS listed, max(looked_at) AS told_at,
           min(looked_at) FILTER (listed) AS first_listed
    FROM lake_listed GROUP BY ALL
),
answers AS (
    SELECT url, max(fetched_at) FILTER (status IN (200, 304) AND error IS NULL) AS last_had,
           arg_max(status, fetched_at) AS last_status
    FROM online WHERE status IS NOT NULL GROUP BY ALL
),
gone AS (
    SELECT url, min(o.fetched_at) AS gone_since
    FROM online AS o JOIN answers AS a USING (url)
    WHERE o.status IN (404, 410) AND a.last_status IN (404, 410)
      AND (a.last_had IS NULL OR o.fetched_at > a.last_had)
    GROUP BY ALL
)
SELECT t.portal_id, t.url,
       CASE WHEN g.gone_since IS NOT NULL THEN 'gone' WHEN t.listed THEN 'listed'
            ELSE 'withdrawn' END AS status,
       coalesce(g.gone_since, t.told_at) AS since, t.first_listed, a.last_had
FROM told AS t LEFT JOIN answers AS a USING (url) LEFT JOIN gone AS g USING (url)
ORDER BY ALL;
