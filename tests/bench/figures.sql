-- Services with the figures of the current month and of 62 days, groups of 20 of them, and the
-- windows of six hours. A tenth of the services was down for a while.
-- :services is how many.
INSERT INTO kernel.node (path) VALUES ('bench/bench/bench/bench');
INSERT INTO kernel.service (node_id, created_at, uuid, path, name, source, criticality, display_name)
SELECT n.id, now() - interval '70 days', gen_random_uuid(), n.path || '/service-' || i,
       'service-' || i, 'external', (ARRAY['critical', 'high', 'medium', 'low'])[i % 4 + 1],
       'service-' || i
FROM kernel.node n, generate_series(1, :services) AS i;
INSERT INTO kernel.service_state (service_id, status, status_since, last_observed_at)
SELECT id, 1, now() - interval '1 day', now() FROM kernel.service;
INSERT INTO kernel.sla_groups (name, display_name)
SELECT 'group-' || i, 'group-' || i FROM generate_series(1, :services / 20) AS i;
INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, valid_from)
SELECT g.id, s.id, 'push', s.created_at
FROM kernel.service s JOIN kernel.sla_groups g ON g.id = (s.id - 1) / 20 + 1;
SELECT sla.ensure_assignments();

CREATE TEMP TABLE subject AS
SELECT 1::smallint AS subject, id, CASE id % 10 WHEN 0 THEN 60000 ELSE 0 END AS down
FROM kernel.service
UNION ALL
SELECT 2, id, CASE id % 10 WHEN 0 THEN 60000 ELSE 0 END FROM kernel.sla_groups;
-- In the order in which they are written in life: period by period.
INSERT INTO sla.sla_periods (subject, subject_id, type, period_start, up_ms, degraded_ms, down_ms,
                             maintenance_ms, unknown_ms, excluded_ms)
SELECT s.subject, s.id, 1, d, 86400000 - s.down - s.id % 1000, 0, s.down, 0, s.id % 1000, 0
FROM generate_series(date_trunc('day', now()) - interval '61 days', now(), '1 day') AS d,
     subject s
ORDER BY d, s.subject, s.id;
INSERT INTO sla.sla_periods (subject, subject_id, type, period_start, up_ms, degraded_ms, down_ms,
                             maintenance_ms, unknown_ms, excluded_ms)
SELECT s.subject, s.id, 3, m, 1000000000 - s.down * (s.id % 40) - s.id % 1000, 0,
       s.down * (s.id % 40), 0, s.id % 1000, 0
FROM generate_series(date_trunc('month', now()) - interval '2 months', now(), '1 month') AS m,
     subject s
ORDER BY m, s.subject, s.id;

INSERT INTO sla.aggregation (next_window) VALUES (date_bin('5 minutes', now(), 'epoch'));
SELECT sla.ensure_day_partition(t, d::date)
FROM generate_series(now() - interval '1 day', now(), '1 day') AS d,
     unnest('{sla_windows,group_windows}'::text[]) AS t;
INSERT INTO sla.sla_windows (window_start, service_id, up_ms, degraded_ms, down_ms, maintenance_ms,
                             unknown_ms, excluded_ms)
SELECT w, s.id, 300000 - s.down, 0, s.down, 0, 0, 0
FROM generate_series((SELECT next_window FROM sla.aggregation) - interval '6 hours',
                     (SELECT next_window FROM sla.aggregation) - interval '5 minutes',
                     '5 minutes') AS w,
     subject s
WHERE s.subject = 1
ORDER BY w, s.id;
INSERT INTO sla.group_windows (window_start, group_id, up_ms, degraded_ms, down_ms, maintenance_ms,
                               unknown_ms, excluded_ms)
SELECT w, s.id, 6000000 - s.down, 0, s.down, 0, 0, 0
FROM generate_series((SELECT next_window FROM sla.aggregation) - interval '6 hours',
                     (SELECT next_window FROM sla.aggregation) - interval '5 minutes',
                     '5 minutes') AS w,
     subject s
WHERE s.subject = 2
ORDER BY w, s.id;
ANALYZE;
