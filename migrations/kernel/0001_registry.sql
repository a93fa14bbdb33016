-- Nodes, services, SLA groups and the history of status.
-- Hot and cold columns are apart: a push rewrites only the narrow kernel.service_state row, in place
-- (no index on what changes, room left on each page), never the wide kernel.service row.

CREATE TABLE kernel.node (
  id         integer GENERATED ALWAYS AS IDENTITY CONSTRAINT node_pkey PRIMARY KEY,
  uuid       uuid        NOT NULL DEFAULT gen_random_uuid() CONSTRAINT node_uuid_key UNIQUE,
  path       text        COLLATE "C" NOT NULL CONSTRAINT node_path_key UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE kernel.node IS 'organization/platform/environment/cluster, made on demand';

CREATE TABLE kernel.service (
  id                    integer GENERATED ALWAYS AS IDENTITY CONSTRAINT service_pkey PRIMARY KEY,
  node_id               integer     NOT NULL CONSTRAINT service_node_fkey REFERENCES kernel.node,
  unknown_after_seconds integer,
  down_after_seconds    integer,
  created_at            timestamptz NOT NULL,
  archived_at           timestamptz,
  uuid                  uuid        NOT NULL CONSTRAINT service_uuid_key UNIQUE,
  path                  text        COLLATE "C" NOT NULL CONSTRAINT service_path_key UNIQUE,
  name                  text        COLLATE "C" NOT NULL,
  source                text        NOT NULL
    CONSTRAINT service_source_check CHECK (source IN ('agent', 'external')),
  criticality           text        NOT NULL DEFAULT 'medium'
    CONSTRAINT service_criticality_check CHECK (criticality IN ('critical', 'high', 'medium', 'low')),
  type                  text        NOT NULL DEFAULT 'service',
  display_name          text        NOT NULL,
  description           text        NOT NULL DEFAULT '',
  team                  text        NOT NULL DEFAULT '',
  namespace             text,
  tags                  text[]      NOT NULL DEFAULT '{}',
  field_owners          jsonb       NOT NULL DEFAULT '{}',
  CONSTRAINT service_silence_check CHECK (unknown_after_seconds <= down_after_seconds)
);
COMMENT ON COLUMN kernel.service.field_owners IS
  'field name -> agent | person | push; a field without entry still has its default';
COMMENT ON COLUMN kernel.service.unknown_after_seconds IS 'NULL: the global setting';
CREATE INDEX service_node_idx ON kernel.service (node_id);
COMMENT ON INDEX kernel.service_node_idx IS 'foreign key check when a node goes; services of a node';

CREATE TABLE kernel.service_state (
  service_id       integer     NOT NULL CONSTRAINT service_state_pkey PRIMARY KEY
    CONSTRAINT service_state_service_fkey REFERENCES kernel.service ON DELETE CASCADE,
  revision         integer     NOT NULL DEFAULT 1,
  status_since     timestamptz NOT NULL,
  last_seen_at     timestamptz,
  last_observed_at timestamptz,
  silence_from     timestamptz,
  status           smallint    NOT NULL
    CONSTRAINT service_state_status_check CHECK (status BETWEEN 1 AND 5),
  message          text        NOT NULL DEFAULT ''
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
COMMENT ON COLUMN kernel.service_state.revision IS
  'grows with every change but times and message; a writer that knows it need not read the row';
COMMENT ON COLUMN kernel.service_state.silence_from IS
  'instant of the last live health push; NULL while silence means nothing';
COMMENT ON COLUMN kernel.service_state.status IS
  '1 OPERATIONAL, 2 DEGRADED, 3 DOWN, 4 MAINTENANCE, 5 UNKNOWN';

CREATE TABLE kernel.service_archival (
  service_id  integer     NOT NULL
    CONSTRAINT service_archival_service_fkey REFERENCES kernel.service ON DELETE CASCADE,
  archived_at timestamptz NOT NULL,
  revived_at  timestamptz,
  CONSTRAINT service_archival_pkey PRIMARY KEY (service_id, archived_at)
);
COMMENT ON TABLE kernel.service_archival IS 'archived time, which counts in no period and no group';

CREATE TABLE kernel.service_status_events (
  id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT service_status_events_pkey PRIMARY KEY,
  occurred_at     timestamptz NOT NULL,
  recorded_at     timestamptz NOT NULL,
  service_id      integer     NOT NULL
    CONSTRAINT service_status_events_service_fkey REFERENCES kernel.service ON DELETE CASCADE,
  status          smallint    NOT NULL,
  previous_status smallint,
  cause           text        NOT NULL
    CONSTRAINT service_status_events_cause_check CHECK (cause IN ('created', 'push', 'agent', 'silence')),
  message         text        NOT NULL DEFAULT ''
);
CREATE INDEX service_status_events_service_idx
  ON kernel.service_status_events (service_id, occurred_at, id);
COMMENT ON INDEX kernel.service_status_events_service_idx IS
  'history of one service by time: GET /api/v1/services/{id}/status-events';

CREATE TABLE kernel.sla_groups (
  id           integer GENERATED ALWAYS AS IDENTITY CONSTRAINT sla_groups_pkey PRIMARY KEY,
  uuid         uuid        NOT NULL DEFAULT gen_random_uuid() CONSTRAINT sla_groups_uuid_key UNIQUE,
  name         text        COLLATE "C" NOT NULL CONSTRAINT sla_groups_name_key UNIQUE,
  display_name text        NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  archived_at  timestamptz
);

CREATE TABLE kernel.sla_group_member (
  id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT sla_group_member_pkey PRIMARY KEY,
  group_id    integer     NOT NULL CONSTRAINT sla_group_member_group_fkey REFERENCES kernel.sla_groups,
  service_id  integer     NOT NULL
    CONSTRAINT sla_group_member_service_fkey REFERENCES kernel.service ON DELETE CASCADE,
  contributor text        NOT NULL,
  valid_from  timestamptz NOT NULL,
  valid_to    timestamptz
);
COMMENT ON COLUMN kernel.sla_group_member.contributor IS
  'who says so: push, or agent:<node path>; each source ends only its own memberships';
CREATE UNIQUE INDEX sla_group_member_current_key
  ON kernel.sla_group_member (service_id, contributor, group_id) WHERE valid_to IS NULL;
COMMENT ON INDEX kernel.sla_group_member_current_key IS
  'one current membership per service, group and source; groups of a service';
CREATE INDEX sla_group_member_group_idx ON kernel.sla_group_member (group_id) WHERE valid_to IS NULL;
COMMENT ON INDEX kernel.sla_group_member_group_idx IS 'current members of a group';
