-- Observations that come too late for the five-minute windows to wait for them, the lasting form of
-- all observations, and what must be counted again.

CREATE TABLE sla.late_snapshots (
  observed_at        timestamptz NOT NULL,
  service_id         integer     NOT NULL,
  hold_seconds       integer     NOT NULL,
  down_after_seconds integer     NOT NULL,
  status             smallint    NOT NULL,
  reporter           smallint    NOT NULL
);
COMMENT ON TABLE sla.late_snapshots IS
  'observations older than ten minutes at receipt, until the aggregator has put them into place';
CREATE INDEX late_snapshots_observed_idx ON sla.late_snapshots (observed_at, service_id);
COMMENT ON INDEX sla.late_snapshots_observed_idx IS
  'those of a window that was not handled yet; the aggregator takes them in this order';

CREATE TABLE sla.packed_snapshots (
  block      timestamptz NOT NULL,
  service_id integer     NOT NULL,
  samples    bytea       NOT NULL,
  CONSTRAINT packed_snapshots_pkey PRIMARY KEY (service_id, block)
) PARTITION BY RANGE (block);
COMMENT ON TABLE sla.packed_snapshots IS
  'the observations of a service in two hours; what is here may be in sla_snapshots too, until that '
  'day is dropped';
COMMENT ON COLUMN sla.packed_snapshots.samples IS 'see packSamples() in packed_samples.hpp';
COMMENT ON INDEX sla.packed_snapshots_pkey IS 'blocks of a service by time; its last one before an instant';

CREATE TABLE sla.packing (
  id        boolean     NOT NULL DEFAULT true
    CONSTRAINT packing_pkey PRIMARY KEY CONSTRAINT packing_one_row_check CHECK (id),
  next_block timestamptz NOT NULL
);
COMMENT ON TABLE sla.packing IS
  'one row: begin of the first two hours of which sla_snapshots was not packed yet; none before the first';

CREATE TABLE sla.recount (
  id         bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT recount_pkey PRIMARY KEY,
  from_at    timestamptz NOT NULL,
  to_at      timestamptz NOT NULL,
  service_id integer     NOT NULL,
  CONSTRAINT recount_order_check CHECK (from_at <= to_at)
);
COMMENT ON TABLE sla.recount IS
  'time of a service that something changed after its windows were handled: late observations, '
  'exclusions; the aggregator goes through it in small pieces';
CREATE INDEX recount_from_idx ON sla.recount (from_at, service_id);
COMMENT ON INDEX sla.recount_from_idx IS 'the earliest piece of work and those beside it';

-- The UTC days of which a table of this schema has a partition.
CREATE FUNCTION sla.day_partitions(parent text) RETURNS SETOF date LANGUAGE sql STABLE AS $$
  SELECT to_date(right(c.relname, 8), 'YYYYMMDD')
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = ('sla.' || parent)::regclass
$$;

-- Drops the partition of a day; false when the table was so busy that its lock could not be had at
-- once: writers must not queue up behind it, the caller tries again later.
CREATE FUNCTION sla.drop_day_partition(parent text, day date) RETURNS boolean LANGUAGE plpgsql
SET lock_timeout = '200ms' AS $$
BEGIN
  EXECUTE format('DROP TABLE IF EXISTS sla.%I', parent || '_' || to_char(day, 'YYYYMMDD'));
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END $$;
