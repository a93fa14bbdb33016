-- Outages of services, from when they go DOWN until they recover, and what people do with them.

CREATE TABLE sla.incident (
  id              integer     GENERATED ALWAYS AS IDENTITY CONSTRAINT incident_pkey PRIMARY KEY,
  service_id      integer     NOT NULL
    CONSTRAINT incident_service_fkey REFERENCES kernel.service,
  opened_at       timestamptz NOT NULL,
  recovered_at    timestamptz,
  closed_at       timestamptz,
  acknowledged_at timestamptz,
  flaps           integer     NOT NULL DEFAULT 0,
  uuid            uuid        NOT NULL CONSTRAINT incident_uuid_key UNIQUE,
  source          text        NOT NULL
    CONSTRAINT incident_source_check CHECK (source IN ('MONITORING')),
  criticality     text        NOT NULL,
  message         text        NOT NULL,
  close_reason    text
    CONSTRAINT incident_close_reason_check CHECK (close_reason IN ('recovered', 'archived')),
  acknowledged_by text,
  CONSTRAINT incident_recovery_check CHECK (recovered_at >= opened_at),
  CONSTRAINT incident_order_check CHECK (closed_at >= opened_at),
  CONSTRAINT incident_closed_check CHECK ((closed_at IS NULL) = (close_reason IS NULL))
);
COMMENT ON COLUMN sla.incident.opened_at IS 'when the outage was observed, or was due by silence';
COMMENT ON COLUMN sla.incident.recovered_at IS
  'NULL while it is down; an open one that has recovered waits whether it goes down again';
COMMENT ON COLUMN sla.incident.flaps IS 'how often it went down again while it was held open';
COMMENT ON COLUMN sla.incident.criticality IS 'of the service, when it was opened, like message';
CREATE UNIQUE INDEX incident_open_key ON sla.incident (service_id) WHERE closed_at IS NULL;
COMMENT ON INDEX sla.incident_open_key IS 'one open incident per service; those to be closed';
CREATE INDEX incident_service_idx ON sla.incident (service_id, opened_at);
COMMENT ON INDEX sla.incident_service_idx IS 'incidents of a service by time; its last one';
CREATE INDEX incident_opened_idx ON sla.incident (opened_at, id);
COMMENT ON INDEX sla.incident_opened_idx IS 'the list, newest first';

CREATE TABLE sla.incident_comment (
  id          bigint      GENERATED ALWAYS AS IDENTITY
    CONSTRAINT incident_comment_pkey PRIMARY KEY,
  made_at     timestamptz NOT NULL,
  incident_id integer     NOT NULL
    CONSTRAINT incident_comment_incident_fkey REFERENCES sla.incident,
  author      text        NOT NULL,
  text        text        NOT NULL
);
CREATE INDEX incident_comment_incident_idx ON sla.incident_comment (incident_id, id);
COMMENT ON INDEX sla.incident_comment_incident_idx IS 'comments of an incident; foreign key';

ALTER TABLE sla.correction ADD COLUMN incident_id integer
  CONSTRAINT correction_incident_fkey REFERENCES sla.incident;
COMMENT ON COLUMN sla.correction.incident_id IS 'of one of kind incident: what it excludes';
CREATE UNIQUE INDEX correction_incident_key ON sla.correction (incident_id);
COMMENT ON INDEX sla.correction_incident_key IS 'whether an incident is excluded, which it is once';
