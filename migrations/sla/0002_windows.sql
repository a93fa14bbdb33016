-- Five-minute windows: what each instant of each service counted as, in milliseconds per class.

CREATE TABLE sla.aggregation (
  id          boolean     NOT NULL DEFAULT true
    CONSTRAINT aggregation_pkey PRIMARY KEY CONSTRAINT aggregation_one_row_check CHECK (id),
  next_window timestamptz NOT NULL
);
COMMENT ON TABLE sla.aggregation IS
  'one row: start of the first window not yet handled; none before the first observation';

CREATE TABLE sla.carried_sample (
  service_id         integer     NOT NULL CONSTRAINT carried_sample_pkey PRIMARY KEY,
  hold_seconds       integer     NOT NULL,
  down_after_seconds integer     NOT NULL,
  status             smallint    NOT NULL,
  reporter           smallint    NOT NULL,
  observed_at        timestamptz NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE sla.carried_sample IS
  'the last observation of each service before aggregation.next_window';

CREATE TABLE sla.sla_windows (
  window_start   timestamptz NOT NULL,
  service_id     integer     NOT NULL,
  up_ms          integer     NOT NULL,
  degraded_ms    integer     NOT NULL,
  down_ms        integer     NOT NULL,
  maintenance_ms integer     NOT NULL,
  unknown_ms     integer     NOT NULL,
  excluded_ms    integer     NOT NULL,
  CONSTRAINT sla_windows_pkey PRIMARY KEY (service_id, window_start),
  CONSTRAINT sla_windows_sum_check CHECK
    (up_ms + degraded_ms + down_ms + maintenance_ms + unknown_ms + excluded_ms = 300000)
) PARTITION BY RANGE (window_start);
COMMENT ON INDEX sla.sla_windows_pkey IS 'windows of a service by time; one row a window';

-- Makes the partition of a UTC day of a table of this schema. Created beside the table and then
-- attached: CREATE ... PARTITION OF would lock out readers and writers of all other days. The caller
-- holds a lock that keeps others from making the same one.
CREATE FUNCTION sla.ensure_day_partition(parent text, day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  partition text := parent || '_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF to_regclass('sla.' || partition) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE sla.%I (LIKE sla.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
                 partition, parent);
  EXECUTE format('ALTER TABLE sla.%I ATTACH PARTITION sla.%I FOR VALUES FROM (%L) TO (%L)',
                 parent, partition, day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00');
END $$;

CREATE OR REPLACE FUNCTION sla.ensure_snapshot_partition(day date) RETURNS void LANGUAGE sql AS $$
  SELECT sla.ensure_day_partition('sla_snapshots', day);
$$;
