-- How full the storage of services is: the newest figures of each mount, rewritten in place by each
-- push, and their history, which gets coarser with age. Every report stands in one place of the
-- history: as a sample, in its hour or in its day.

CREATE TABLE storage.mount (
  service_id      integer     NOT NULL
    CONSTRAINT mount_service_fkey REFERENCES kernel.service ON DELETE CASCADE,
  id              integer GENERATED ALWAYS AS IDENTITY CONSTRAINT mount_id_key UNIQUE,
  observed_at     timestamptz NOT NULL,
  allocated_bytes bigint,
  used_bytes      bigint,
  free_percent    double precision,
  level           smallint,
  previous_level  smallint,
  mount_path      text        COLLATE "C" NOT NULL,
  storage_type    text,
  CONSTRAINT mount_pkey PRIMARY KEY (service_id, mount_path)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
COMMENT ON COLUMN storage.mount.observed_at IS 'of the newest figures';
COMMENT ON COLUMN storage.mount.free_percent IS 'NULL: reported, but never with figures';
COMMENT ON COLUMN storage.mount.level IS '1 healthy, 2 warning, 3 critical; NULL without figures';
COMMENT ON COLUMN storage.mount.previous_level IS
  'before the newest figures: tells their writer whether the level changed, without reading first';
COMMENT ON COLUMN storage.mount.mount_path IS 'empty: the service''s only or main storage';

-- No foreign key: its check would lock the mount once more for each push. Column order leaves no
-- padding: 32 bytes of data a row.
CREATE TABLE storage.sample (
  observed_at     timestamptz NOT NULL,
  allocated_bytes bigint,
  used_bytes      bigint,
  mount_id        integer     NOT NULL,
  free_percent    real        NOT NULL
);
COMMENT ON TABLE storage.sample IS 'reports as they came, until they are old enough for their hour';
CREATE INDEX sample_mount_idx ON storage.sample (mount_id, observed_at);
COMMENT ON INDEX storage.sample_mount_idx IS
  'history of a mount by time; what of it is old enough to be summed up';

CREATE TABLE storage.roll_up (
  bucket          timestamptz NOT NULL,
  free_sum        double precision NOT NULL,
  used_sum        double precision NOT NULL,
  allocated_bytes bigint,
  mount_id        integer     NOT NULL
    CONSTRAINT roll_up_mount_fkey REFERENCES storage.mount (id) ON DELETE CASCADE,
  samples         integer     NOT NULL,
  used_samples    integer     NOT NULL,
  free_min        real        NOT NULL,
  free_max        real        NOT NULL,
  resolution      smallint    NOT NULL
    CONSTRAINT roll_up_resolution_check CHECK (resolution IN (1, 2)),
  CONSTRAINT roll_up_pkey PRIMARY KEY (mount_id, resolution, bucket)
);
COMMENT ON TABLE storage.roll_up IS
  'reports of a mount in an hour or a day (UTC) as sums, so that what comes late is added exactly';
COMMENT ON COLUMN storage.roll_up.resolution IS '1 hour, 2 day';
COMMENT ON COLUMN storage.roll_up.used_samples IS 'reports with used bytes, whose sum is used_sum';
COMMENT ON COLUMN storage.roll_up.allocated_bytes IS 'the most of them';
COMMENT ON INDEX storage.roll_up_pkey IS 'history of a mount by time; hours that are old enough for days';

CREATE TABLE storage.forecast (
  mount_id integer     NOT NULL CONSTRAINT forecast_pkey PRIMARY KEY
    CONSTRAINT forecast_mount_fkey REFERENCES storage.mount (id) ON DELETE CASCADE,
  full_at  timestamptz NOT NULL
);
COMMENT ON TABLE storage.forecast IS 'mounts that fill up; the others have no row';
