-- Five-minute windows of groups, and the sums of windows by day and month.

CREATE TABLE sla.group_windows (
  window_start   timestamptz NOT NULL,
  up_ms          bigint      NOT NULL,
  degraded_ms    bigint      NOT NULL,
  down_ms        bigint      NOT NULL,
  maintenance_ms bigint      NOT NULL,
  unknown_ms     bigint      NOT NULL,
  excluded_ms    bigint      NOT NULL,
  group_id       integer     NOT NULL,
  CONSTRAINT group_windows_pkey PRIMARY KEY (group_id, window_start)
) PARTITION BY RANGE (window_start);
COMMENT ON TABLE sla.group_windows IS
  'by the group''s roll-up, of those who were members then; an average is the sum of the members''';
COMMENT ON INDEX sla.group_windows_pkey IS 'windows of a group by time; one row a window';

CREATE TABLE sla.sla_periods (
  period_start   timestamptz NOT NULL,
  up_ms          bigint      NOT NULL,
  degraded_ms    bigint      NOT NULL,
  down_ms        bigint      NOT NULL,
  maintenance_ms bigint      NOT NULL,
  unknown_ms     bigint      NOT NULL,
  excluded_ms    bigint      NOT NULL,
  subject_id     integer     NOT NULL,
  revision       integer     NOT NULL DEFAULT 1,
  subject        smallint    NOT NULL CONSTRAINT sla_periods_subject_check CHECK (subject IN (1, 2)),
  type           smallint    NOT NULL CONSTRAINT sla_periods_type_check CHECK (type IN (1, 3)),
  CONSTRAINT sla_periods_pkey PRIMARY KEY (subject, subject_id, type, period_start)
) WITH (fillfactor = 70);
COMMENT ON TABLE sla.sla_periods IS
  'the sum of the windows that a day or month has so far, in the time zone of the definition';
COMMENT ON COLUMN sla.sla_periods.subject IS '1 service, 2 SLA group';
COMMENT ON COLUMN sla.sla_periods.type IS '1 daily, 3 monthly: PeriodType';
COMMENT ON COLUMN sla.sla_periods.revision IS
  'grows whenever a window that was handled before comes out otherwise';
COMMENT ON INDEX sla.sla_periods_pkey IS 'periods of a subject by time';
CREATE INDEX sla_periods_start_idx ON sla.sla_periods (type, period_start);
COMMENT ON INDEX sla.sla_periods_start_idx IS 'all subjects in one period: overview, reports';

CREATE TABLE sla.sla_hours (
  period_start   timestamptz NOT NULL,
  up_ms          bigint      NOT NULL,
  degraded_ms    bigint      NOT NULL,
  down_ms        bigint      NOT NULL,
  maintenance_ms bigint      NOT NULL,
  unknown_ms     bigint      NOT NULL,
  excluded_ms    bigint      NOT NULL,
  subject_id     integer     NOT NULL,
  subject        smallint    NOT NULL CONSTRAINT sla_hours_subject_check CHECK (subject IN (1, 2)),
  CONSTRAINT sla_hours_pkey PRIMARY KEY (subject, subject_id, period_start)
) PARTITION BY RANGE (period_start);
COMMENT ON TABLE sla.sla_hours IS
  'sums of windows by UTC hour, made when the windows of a day are dropped: younger hours are summed when asked for';
COMMENT ON INDEX sla.sla_hours_pkey IS 'hours of a subject by time';

ALTER TABLE sla.aggregation ADD COLUMN windows_from timestamptz;
COMMENT ON COLUMN sla.aggregation.windows_from IS
  'windows that began before were dropped for their age; NULL: none was';
