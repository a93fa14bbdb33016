-- Every observation, append-only, partitioned by UTC day of observed_at. Partitions are attached on
-- demand (there is no default partition); no foreign key, so that a day can be dropped at once.
-- Column order leaves no padding: 24 bytes of data a row.

CREATE TABLE sla.sla_snapshots (
  observed_at        timestamptz NOT NULL,
  service_id         integer     NOT NULL,
  hold_seconds       integer     NOT NULL,
  down_after_seconds integer     NOT NULL,
  status             smallint    NOT NULL,
  reporter           smallint    NOT NULL
) PARTITION BY RANGE (observed_at);
COMMENT ON COLUMN sla.sla_snapshots.hold_seconds IS 'how long the observation holds without a newer one';
COMMENT ON COLUMN sla.sla_snapshots.down_after_seconds IS 'silence after it means DOWN from then on; 0: never';
COMMENT ON COLUMN sla.sla_snapshots.reporter IS '1 push, 2 agent';
CREATE INDEX sla_snapshots_observed_idx ON sla.sla_snapshots USING brin (observed_at)
  WITH (pages_per_range = 16);
COMMENT ON INDEX sla.sla_snapshots_observed_idx IS 'a window of all services; a range of one service';

-- Makes the partition of a UTC day. Created beside the table and then attached: CREATE ... PARTITION
-- OF would lock out readers and writers of all other days. The caller holds the partitions' lock.
CREATE FUNCTION sla.ensure_snapshot_partition(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  partition text := 'sla_snapshots_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF to_regclass('sla.' || partition) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE sla.%I (LIKE sla.sla_snapshots INCLUDING DEFAULTS)', partition);
  EXECUTE format('ALTER TABLE sla.sla_snapshots ATTACH PARTITION sla.%I FOR VALUES FROM (%L) TO (%L)',
                 partition, day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00');
END $$;
