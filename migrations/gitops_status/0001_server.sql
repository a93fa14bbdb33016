-- What config repositories report of their servers: the newest of each, and how it came to be.

CREATE TABLE gitops_status.server (
  id                 integer     GENERATED ALWAYS AS IDENTITY
    CONSTRAINT server_pkey PRIMARY KEY,
  drift_count        integer,
  reported_at        timestamptz NOT NULL,
  server_group       text        COLLATE "C" NOT NULL,
  host               text        COLLATE "C" NOT NULL,
  status             text        NOT NULL CONSTRAINT server_status_check
    CHECK (status IN ('synced', 'out_of_sync', 'failed', 'unknown')),
  changed_files      text[]      NOT NULL,
  deployed_files     text[],
  project_name       text,
  repo_name          text,
  server_type        text,
  environment        text,
  validation_status  text,
  validation_message text,
  last_pipeline_run  text,
  last_cron_check    text,
  commit_sha         text,
  branch             text,
  updated_by         text,
  updated_at         text        NOT NULL,
  CONSTRAINT server_key UNIQUE (server_group, host)
) WITH (fillfactor = 70);
COMMENT ON COLUMN gitops_status.server.reported_at IS
  'when the newest report arrived, by our clock; decides what is stale';
COMMENT ON COLUMN gitops_status.server.drift_count IS
  'as a version 1 client sent it, until changed_files are reported otherwise';
COMMENT ON COLUMN gitops_status.server.deployed_files IS 'of version 1 clients only';
COMMENT ON COLUMN gitops_status.server.last_pipeline_run IS
  'times are kept as clients wrote them, to be given back so';
COMMENT ON COLUMN gitops_status.server.updated_at IS
  'shown as timestamp: reported_at, or what an imported file said';
COMMENT ON CONSTRAINT server_key ON gitops_status.server IS
  'one server by group and host; the list and that of a group, in this order';

-- How often anything changed is the sum. Whoever changes a server counts in the slot of its id within
-- the same transaction: the sum of what a reader sees tells exactly whether it has seen all of it,
-- which a sequence would not, and sixteen slots keep writers out of each other's way.
CREATE TABLE gitops_status.revision (
  slot    smallint NOT NULL CONSTRAINT revision_pkey PRIMARY KEY,
  changes bigint   NOT NULL
) WITH (fillfactor = 10);
INSERT INTO gitops_status.revision (slot, changes) SELECT slot, 0 FROM generate_series(0, 15) slot;

CREATE TABLE gitops_status.history (
  id                bigint      GENERATED ALWAYS AS IDENTITY
    CONSTRAINT history_pkey PRIMARY KEY,
  received_at       timestamptz NOT NULL,
  server_id         integer     NOT NULL
    CONSTRAINT history_server_fkey REFERENCES gitops_status.server ON DELETE CASCADE,
  source            text        NOT NULL
    CONSTRAINT history_source_check CHECK (source IN ('pipeline', 'cron', 'v1')),
  status            text        NOT NULL,
  changed_files     text[]      NOT NULL,
  validation_status text,
  commit_sha        text,
  branch            text,
  updated_by        text
);
COMMENT ON TABLE gitops_status.history IS
  'every pipeline run, and of other reports those that changed status or files';
CREATE INDEX history_server_idx ON gitops_status.history (server_id, id);
COMMENT ON INDEX gitops_status.history_server_idx IS
  'history of a server, newest first; what is too much of it; foreign key';

CREATE TABLE gitops_status.import (
  path         text        NOT NULL CONSTRAINT import_pkey PRIMARY KEY,
  attempted_at timestamptz NOT NULL,
  added        integer     NOT NULL,
  known        integer     NOT NULL,
  file_version text        NOT NULL,
  problem      text
);
COMMENT ON TABLE gitops_status.import IS
  'status files of the program that this takes the place of; one without a problem is done';
COMMENT ON COLUMN gitops_status.import.known IS
  'servers of the file that had reported to us already, which counted';
