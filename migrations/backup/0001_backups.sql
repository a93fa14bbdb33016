-- What is known of the backups of services: each report, where that leaves a service, and what
-- people expect of it.

CREATE TABLE backup.attempt (
  id               bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT attempt_pkey PRIMARY KEY,
  observed_at      timestamptz NOT NULL,
  received_at      timestamptz NOT NULL,
  verified_at      timestamptz,
  size_bytes       bigint      CONSTRAINT attempt_size_check CHECK (size_bytes >= 0),
  duration_seconds double precision,
  service_id       integer     NOT NULL
    CONSTRAINT attempt_service_fkey REFERENCES kernel.service ON DELETE CASCADE,
  outcome          smallint    NOT NULL
    CONSTRAINT attempt_outcome_check CHECK (outcome BETWEEN 1 AND 3),
  addressed_by     smallint    NOT NULL
    CONSTRAINT attempt_addressed_check CHECK (addressed_by BETWEEN 1 AND 3),
  message          text        NOT NULL
);
COMMENT ON TABLE backup.attempt IS 'history: one row per report and service that it reached';
COMMENT ON COLUMN backup.attempt.outcome IS '1 success, 2 partial, 3 failed';
COMMENT ON COLUMN backup.attempt.addressed_by IS '1 the service itself, 2 an SLA group, 3 a namespace';
CREATE INDEX attempt_service_idx ON backup.attempt (service_id, observed_at, id);
COMMENT ON INDEX backup.attempt_service_idx IS
  'history of a service, newest first; sizes of its last successes; foreign key';
CREATE INDEX attempt_observed_idx ON backup.attempt (observed_at);
COMMENT ON INDEX backup.attempt_observed_idx IS 'what is old enough to be removed';

CREATE TABLE backup.state (
  service_id             integer     NOT NULL CONSTRAINT state_pkey PRIMARY KEY
    CONSTRAINT state_service_fkey REFERENCES kernel.service ON DELETE CASCADE,
  usual_count            integer,
  last_attempt_at        timestamptz,
  last_success_at        timestamptz,
  verified_at            timestamptz,
  told_overdue_since     timestamptz,
  size_bytes             bigint,
  duration_seconds       double precision,
  usual_bytes            bigint,
  usual_least_bytes      bigint,
  usual_most_bytes       bigint,
  last_outcome           smallint,
  message                text        NOT NULL DEFAULT '',
  CONSTRAINT state_attempt_check CHECK ((last_attempt_at IS NULL) = (last_outcome IS NULL))
) WITH (fillfactor = 50);
COMMENT ON TABLE backup.state IS
  'where the reports leave a service; a row without last_attempt_at is there to be locked';
COMMENT ON COLUMN backup.state.told_overdue_since IS
  'an event told that backups are overdue, and none yet that this is over';
COMMENT ON COLUMN backup.state.size_bytes IS 'of the last success, like duration_seconds';
COMMENT ON COLUMN backup.state.usual_bytes IS
  'with least, most and the count of successes it was taken from: set while the size of the last success is out of the usual';
COMMENT ON COLUMN backup.state.message IS 'of the last attempt';

CREATE TABLE backup.expectation (
  service_id     integer     NOT NULL CONSTRAINT expectation_pkey PRIMARY KEY
    CONSTRAINT expectation_service_fkey REFERENCES kernel.service ON DELETE CASCADE,
  expected_since timestamptz,
  max_age_days   double precision CONSTRAINT expectation_age_check CHECK (max_age_days > 0),
  expected       boolean,
  schedule       text,
  CONSTRAINT expectation_since_check CHECK ((expected IS TRUE) = (expected_since IS NOT NULL))
);
COMMENT ON TABLE backup.expectation IS
  'what people say; where kernel.service_declaration has a value, that counts instead';
