-- Daily reports as they were published, and the figures that they told.

CREATE TABLE sla.report (
  report_date  date        NOT NULL CONSTRAINT report_pkey PRIMARY KEY,
  revision     integer     NOT NULL,
  generated_at timestamptz NOT NULL,
  day          text        NOT NULL,
  path         text        NOT NULL,
  json         text        NOT NULL,
  csv          text        NOT NULL,
  pdf          bytea       NOT NULL
);
COMMENT ON TABLE sla.report IS 'the report made on a date, which is about the day before';
COMMENT ON COLUMN sla.report.revision IS 'grows each time the report of the date is made anew';
COMMENT ON COLUMN sla.report.path IS 'of the PDF file; empty when it could not be written';

CREATE TABLE sla.report_figure (
  report_date    date        NOT NULL,
  day_start      timestamptz NOT NULL,
  up_ms          bigint      NOT NULL,
  degraded_ms    bigint      NOT NULL,
  down_ms        bigint      NOT NULL,
  maintenance_ms bigint      NOT NULL,
  unknown_ms     bigint      NOT NULL,
  excluded_ms    bigint      NOT NULL,
  revision       integer     NOT NULL,
  subject        smallint    NOT NULL
    CONSTRAINT report_figure_subject_check CHECK (subject IN (1, 2)),
  name           text        COLLATE "C" NOT NULL,
  CONSTRAINT report_figure_pkey PRIMARY KEY (report_date, subject, name)
);
COMMENT ON TABLE sla.report_figure IS
  'what the first report of a date told of the reported day, to be compared with what it is by now';
COMMENT ON COLUMN sla.report_figure.name IS 'path of a service, name of a group';
