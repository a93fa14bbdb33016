-- Time that was agreed not to count, and what was changed afterwards.

CREATE TABLE sla.exclusion_window (
  id             integer     GENERATED ALWAYS AS IDENTITY
    CONSTRAINT exclusion_window_pkey PRIMARY KEY,
  group_id       integer     CONSTRAINT exclusion_window_group_fkey REFERENCES kernel.sla_groups,
  started_at     timestamptz NOT NULL,
  planned_end_at timestamptz,
  ended_at       timestamptz,
  created_at     timestamptz NOT NULL,
  uuid           uuid        NOT NULL DEFAULT gen_random_uuid()
    CONSTRAINT exclusion_window_uuid_key UNIQUE,
  path           text        COLLATE "C",
  reason         text        NOT NULL,
  started_by     text        NOT NULL,
  ended_by       text,
  CONSTRAINT exclusion_window_scope_check CHECK (path IS NULL OR group_id IS NULL),
  CONSTRAINT exclusion_window_order_check CHECK (ended_at >= started_at),
  CONSTRAINT exclusion_window_plan_check CHECK (planned_end_at > started_at)
);
COMMENT ON TABLE sla.exclusion_window IS
  'ends at ended_at, else at planned_end_at, else not yet';
COMMENT ON COLUMN sla.exclusion_window.path IS
  'of a service, or of a node with all below it; without path and group_id everything';
CREATE INDEX exclusion_window_group_idx ON sla.exclusion_window (group_id);
COMMENT ON INDEX sla.exclusion_window_group_idx IS 'windows of a group; foreign key';
CREATE INDEX exclusion_window_started_idx ON sla.exclusion_window (started_at, id);
COMMENT ON INDEX sla.exclusion_window_started_idx IS 'the list, newest first';

CREATE TABLE sla.correction (
  id                  integer     GENERATED ALWAYS AS IDENTITY
    CONSTRAINT correction_pkey PRIMARY KEY,
  service_id          integer     CONSTRAINT correction_service_fkey REFERENCES kernel.service,
  exclusion_window_id integer
    CONSTRAINT correction_exclusion_window_fkey REFERENCES sla.exclusion_window,
  from_at             timestamptz NOT NULL,
  to_at               timestamptz NOT NULL,
  made_at             timestamptz NOT NULL,
  uuid                uuid        NOT NULL DEFAULT gen_random_uuid()
    CONSTRAINT correction_uuid_key UNIQUE,
  kind                text        NOT NULL
    CONSTRAINT correction_kind_check CHECK (kind IN ('incident', 'exclusion_window')),
  scope               text        NOT NULL,
  author              text        NOT NULL,
  reason              text        NOT NULL,
  CONSTRAINT correction_order_check CHECK (from_at <= to_at)
);
COMMENT ON TABLE sla.correction IS
  'append-only: figures that were final were changed, by whom and why; one of kind incident takes '
  'the time of the service out by itself';
CREATE INDEX correction_service_idx ON sla.correction (service_id, from_at);
COMMENT ON INDEX sla.correction_service_idx IS 'corrections of a service; foreign key';
CREATE INDEX correction_exclusion_window_idx ON sla.correction (exclusion_window_id);
COMMENT ON INDEX sla.correction_exclusion_window_idx IS 'corrections of a window; foreign key';
CREATE INDEX correction_made_idx ON sla.correction (made_at, id);
COMMENT ON INDEX sla.correction_made_idx IS 'the list, newest first';

CREATE FUNCTION sla.refuse_correction_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'corrections are append-only';
END $$;
CREATE TRIGGER correction_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sla.correction
  FOR EACH STATEMENT EXECUTE FUNCTION sla.refuse_correction_change();

-- Time that doesn't count, by service, as far as it lies within two instants; may overlap.
CREATE FUNCTION sla.excluded_times(from_at timestamptz, to_at timestamptz)
RETURNS TABLE (service_id integer, excluded_from timestamptz, excluded_to timestamptz)
LANGUAGE sql STABLE AS $$
  WITH e AS MATERIALIZED (
    SELECT w.path, w.group_id, greatest(w.started_at, from_at) AS begins,
           least(COALESCE(w.ended_at, w.planned_end_at), to_at) AS ends
    FROM sla.exclusion_window w
    WHERE w.started_at < to_at
      AND COALESCE(w.ended_at, w.planned_end_at, 'infinity') > from_at
  )
  SELECT s.id, e.begins, e.ends
  FROM e JOIN kernel.service s
    ON e.path IS NULL OR s.path = e.path OR starts_with(s.path, e.path || '/')
  WHERE e.group_id IS NULL
  UNION ALL
  SELECT m.service_id, greatest(e.begins, m.valid_from), least(e.ends, m.valid_to)
  FROM e JOIN kernel.sla_group_member m ON m.group_id = e.group_id
  WHERE m.valid_from < e.ends AND COALESCE(m.valid_to, 'infinity') > e.begins
  UNION ALL
  SELECT c.service_id, greatest(c.from_at, excluded_times.from_at),
         least(c.to_at, excluded_times.to_at)
  FROM sla.correction c
  WHERE c.kind = 'incident' AND c.from_at < excluded_times.to_at
    AND c.to_at > excluded_times.from_at
$$;
