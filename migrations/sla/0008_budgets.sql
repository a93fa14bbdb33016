-- What was told of budgets that burn and of data that stay away, so that it is told once.

CREATE TABLE sla.budget_alert (
  raised_at    timestamptz NOT NULL,
  subject_id   integer     NOT NULL,
  long_minutes integer     NOT NULL,
  subject      smallint    NOT NULL CONSTRAINT budget_alert_subject_check CHECK (subject IN (1, 2)),
  CONSTRAINT budget_alert_pkey PRIMARY KEY (subject, subject_id, long_minutes)
);
COMMENT ON TABLE sla.budget_alert IS 'budgets that burn: told, and not yet recovered';
COMMENT ON COLUMN sla.budget_alert.long_minutes IS 'the pair of windows, by the longer one';
COMMENT ON COLUMN sla.budget_alert.raised_at IS 'end of the windows in which it was seen';

CREATE TABLE sla.data_absence (
  raised_at  timestamptz NOT NULL,
  service_id integer     NOT NULL CONSTRAINT data_absence_pkey PRIMARY KEY
);
COMMENT ON TABLE sla.data_absence IS 'services of which nothing is known: told, and still so';

CREATE INDEX sla_windows_uneven_idx ON sla.sla_windows (window_start, service_id)
  WHERE down_ms > 0 OR degraded_ms > 0 OR maintenance_ms > 0 OR excluded_ms > 0;
COMMENT ON INDEX sla.sla_windows_uneven_idx IS
  'windows that spend or change a budget: how fast all budgets burn, without reading the others';
