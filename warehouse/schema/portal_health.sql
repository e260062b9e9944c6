CREATE VIEW portal_health AS
WITH offline AS (
    SELECT run_id FROM runs GROUP BY run_id HAVING bool_and(status = 'offline')
),
online AS (
    SELECT portal_id, run_id, fetched_at FROM fetches
    WHERE portal_id IS NOT NULL AND run_id NOT IN (FROM offline)
),
newest AS (
    SELECT portal_id, run_id, fetched_at AS asked FROM online
    QUALIFY row_number() OVER (
        PARTITION BY portal_id ORDER BY fetched_at DESC, run_id DESC) = 1
),
begun AS (
    SELECT n.portal_id, min(o.fetched_at) AS began
    FROM newest AS n JOIN online AS o USING (portal_id, run_id) GROUP BY ALL
),
looks AS (
    SELECT portal_id, run_id, max(looked_at) AS looked_at, sum(reports) AS listed,
           bool_and(complete) AND bool_or(column_url IS NOT NULL) AS whole
    FROM listings GROUP BY ALL
),
good AS (
    SELECT portal_id, max(looked_at) AS good_at FROM looks WHERE whole AND listed > 0 GROUP BY ALL
),
bad AS (
    SELECT o.portal_id, min(o.fetched_at) AS bad_since
    FROM online AS o LEFT JOIN good AS g USING (portal_id)
    WHERE g.good_at IS NULL OR o.fetched_at > g.good_at GROUP BY ALL
),
doors AS (
    SELECT DISTINCT portal_id, unnest([url, final_url]) AS url FROM fetches
    WHERE purpose IN ('home', 'list', 'robots')
    UNION
    SELECT portal_id, unnest([home_url, annual_reports_url]) FROM portals
),
told AS (
    SELECT p.portal_id, count(*) AS problems, min(p.message) AS message,
           min(p.message) FILTER (p.code = 'blocked' AND d.url IS NOT NULL) AS blocked
    FROM problems AS p JOIN newest USING (portal_id, run_id)
    LEFT JOIN doors AS d ON d.portal_id = p.portal_id AND d.url = p.url
    WHERE p.document_sha256 IS NULL GROUP BY ALL
),
first_finds AS (
    SELECT portal_id, url, run_id FROM finds WHERE purpose = 'report'
    QUALIFY row_number() OVER (PARTITION BY portal_id, url ORDER BY fetched_at, run_id) = 1
),
fresh AS (
    SELECT portal_id, count(*) AS new_reports
    FROM first_finds JOIN newest USING (portal_id, run_id) GROUP BY ALL
),
issued_again AS (
    SELECT b.portal_id, count(DISTINCT r.report_version_id) AS reissued
    FROM reports AS r JOIN (SELECT DISTINCT portal_id, url FROM finds) AS f USING (url)
    JOIN begun AS b USING (portal_id)
    WHERE r.supersedes IS NOT NULL AND r.first_seen >= b.began GROUP BY ALL
),
stand AS (
    SELECT a.portal_id, count(*) FILTER (a.status = 'listed') AS listed,
           count(*) FILTER (a.status = 'listed' AND a.last_had IS NULL) AS never_had,
           count(*) FILTER (
               a.status <> 'listed' AND a.since >= b.began AND a.last_had IS NOT NULL
           ) AS vanished
    FROM addresses AS a JOIN begun AS b USING (portal_id) GROUP BY ALL
),
due AS (
    SELECT max(year) AS year FROM coverage
    WHERE due < (SELECT (max(fetched_at) + INTERVAL 8 HOUR)::DATE FROM online)
),
expected AS (
    SELECT c.portal_id, c.year, count(*) AS expected,
           count(*) FILTER (c.status NOT LIKE 'extracted%') AS missing
    FROM coverage AS c JOIN due USING (year) GROUP BY ALL
),
decided AS (
    SELECT p.portal_id, p.name, n.run_id, n.asked, p.reason, t.*  EXCLUDE (portal_id),
           l.whole, coalesce(l.listed, 0) AS seen, b.bad_since, s.never_had, CASE
               WHEN p.status = 'frozen' THEN 'frozen'
               WHEN n.run_id IS NULL THEN 'never_crawled'
               WHEN l.whole AND l.listed > 0 THEN
                   CASE WHEN t.problems > 0 OR s.never_had * 10 > s.listed THEN 'degraded'
                        ELSE 'healthy' END
               WHEN l.listed > 0 THEN 'degraded'
               WHEN t.blocked IS NOT NULL THEN 'blocked'
               WHEN g.good_at IS NULL AND l.run_id IS NOT NULL AND t.problems IS NULL THEN 'degraded'
               ELSE 'broken'
           END AS status
    FROM portals AS p
    LEFT JOIN newest AS n USING (portal_id) LEFT JOIN told AS t USING (portal_id)
    LEFT JOIN looks AS l ON l.portal_id = p.portal_id AND l.run_id = n.run_id
    LEFT JOIN good AS g USING (portal_id) LEFT JOIN bad AS b USING (portal_id)
    LEFT JOIN stand AS s USING (portal_id)
)
SELECT d.portal_id, d.name, d.status,
       CASE WHEN d.status IN ('broken', 'blocked') THEN d.bad_since END AS since,
       CASE WHEN d.status = 'frozen' THEN d.reason WHEN d.status = 'blocked' THEN d.blocked
            WHEN d.problems > 0 THEN d.message
            WHEN d.status = 'degraded' AND d.seen = 0 THEN 'no column of annual reports was found'
            WHEN d.status = 'degraded' AND NOT coalesce(d.whole, false)
                THEN 'not all pages of its lists were read'
            WHEN d.status = 'degraded'
                THEN d.never_had || ' of the reports on its lists were never had' END AS reason,
       coalesce(s.listed, 0) AS listed, coalesce(f.new_reports, 0) AS new_reports,
       coalesce(i.reissued, 0) AS reissued, coalesce(s.vanished, 0) AS vanished,
       (SELECT year FROM due) AS year_due, coalesce(e.expected, 0) AS expected,
       coalesce(e.missing, 0) AS missing, coalesce(d.problems, 0) AS problems, d.run_id,
       d.asked AS last_asked
FROM decided AS d
LEFT JOIN stand AS s USING (portal_id) LEFT JOIN fresh AS f USING (portal_id)
LEFT JOIN issued_again AS i USING (portal_id) LEFT JOIN expected AS e USING (portal_id);
COMMENT ON VIEW portal_health IS
    'How each portal fared when it was last asked: healthy, degraded, broken, blocked, frozen.';
COMMENT ON COLUMN portal_health.portal_id IS 'Portal, as portals names it';
COMMENT ON COLUMN portal_health.name IS 'Name of the portal';
COMMENT ON COLUMN portal_health.status IS 'healthy; degraded (some pages failed, many listed reports were never had, or no column was found); broken (its lists cannot be read); blocked (it does not let the crawler in); frozen (not asked); never_crawled';
COMMENT ON COLUMN portal_health.since IS 'Broken or blocked since (UTC)';
COMMENT ON COLUMN portal_health.reason IS 'Why, in words';
COMMENT ON COLUMN portal_health.listed IS 'Reports on its lists';
COMMENT ON COLUMN portal_health.new_reports IS 'Report pages that the last run met for the first time';
COMMENT ON COLUMN portal_health.reissued IS 'Reports that came with other figures or another text in the last run';
COMMENT ON COLUMN portal_health.vanished IS 'Addresses that left its lists or were gone in the last run';
COMMENT ON COLUMN portal_health.year_due IS 'Newest fiscal year whose reports are due';
COMMENT ON COLUMN portal_health.expected IS 'Reports of that year that are expected of its agencies';
COMMENT ON COLUMN portal_health.missing IS 'Those without any figure read; coverage says why';
COMMENT ON COLUMN portal_health.problems IS 'Problems that the last run met there';
COMMENT ON COLUMN portal_health.run_id IS 'Run that asked it last, offline runs left out';
COMMENT ON COLUMN portal_health.last_asked IS 'When (UTC)';
