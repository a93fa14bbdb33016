-- Jobs: who runs those that run once per cluster, and how far each of them is.

CREATE TABLE kernel.scheduler_leader (
  epoch       bigint      NOT NULL CONSTRAINT scheduler_leader_pkey PRIMARY KEY,
  only_row    boolean     NOT NULL DEFAULT true
                          CONSTRAINT scheduler_leader_only_row_key UNIQUE
                          CONSTRAINT scheduler_leader_only_row_check CHECK (only_row),
  replica     text        NOT NULL,
  backend_pid integer     NOT NULL,
  acquired_at timestamptz NOT NULL,
  renewed_at  timestamptz NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE kernel.scheduler_leader IS 'the replica that runs the jobs of the cluster, beside the advisory lock that it holds';
COMMENT ON COLUMN kernel.scheduler_leader.epoch IS
  'raised with each change of leader; a job locks this key for share, so that a change waits for its transaction; renewing leaves the key alone and never waits';
COMMENT ON COLUMN kernel.scheduler_leader.renewed_at IS 'by the clock of the database; a leader that stops renewing is ended by the others';
COMMENT ON INDEX kernel.scheduler_leader_pkey IS 'fence of a job: is this still the epoch';
COMMENT ON INDEX kernel.scheduler_leader_only_row_key IS 'keeps the table at one row';
INSERT INTO kernel.scheduler_leader (epoch, replica, backend_pid, acquired_at, renewed_at)
VALUES (0, '', 0, now(), now());

CREATE TABLE kernel.job (
  name             text        NOT NULL CONSTRAINT job_pkey PRIMARY KEY,
  owner            text        NOT NULL,
  schedule         text        NOT NULL,
  covered_until    timestamptz NOT NULL,
  run_requested_at timestamptz,
  run_due_at       timestamptz,
  run_epoch        bigint,
  run_attempt      smallint,
  run_replica      text,
  started_at       timestamptz,
  finished_at      timestamptz,
  outcome          text CONSTRAINT job_outcome_check
                        CHECK (outcome IN ('running', 'succeeded', 'failed', 'interrupted')),
  error            text,
  duration_ms      bigint
);
COMMENT ON TABLE kernel.job IS 'jobs that run once per cluster, with their newest run; rows of jobs that are gone stay';
COMMENT ON COLUMN kernel.job.covered_until IS
  'newest due instant that was run or given up; at first the instant at which the job was first seen';
COMMENT ON COLUMN kernel.job.run_attempt IS '2 when the run repeats one that its leader did not live to finish';
COMMENT ON INDEX kernel.job_pkey IS 'the row of a job';
