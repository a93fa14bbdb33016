-- What agents say: nodes that report by themselves, what Git declares of a service beside the
-- columns of kernel.service, and who contributes an SLA group.

CREATE TABLE kernel.operator_node (
  node_id            integer     NOT NULL CONSTRAINT operator_node_pkey PRIMARY KEY
    CONSTRAINT operator_node_node_fkey REFERENCES kernel.node ON DELETE CASCADE,
  first_seen_at      timestamptz NOT NULL,
  last_heartbeat_at  timestamptz NOT NULL,
  last_sync_at       timestamptz,
  newest_observed_at timestamptz,
  operator_version   text        NOT NULL DEFAULT ''
) WITH (fillfactor = 50);
COMMENT ON COLUMN kernel.operator_node.last_heartbeat_at IS 'receipt of the newest call of any kind';
COMMENT ON COLUMN kernel.operator_node.newest_observed_at IS
  'of whole syncs; one that is older changes history only';

CREATE TABLE kernel.service_declaration (
  service_id              integer     NOT NULL CONSTRAINT service_declaration_pkey PRIMARY KEY
    CONSTRAINT service_declaration_service_fkey REFERENCES kernel.service ON DELETE CASCADE,
  replicas                integer,
  ready_replicas          integer,
  declared_at             timestamptz NOT NULL,
  backup_expected_since   timestamptz,
  backup_max_age_days     double precision,
  storage_allocated_bytes bigint,
  storage_used_bytes      bigint,
  storage_free_percent    double precision,
  backup_expected         boolean,
  workload_type           text,
  workload_name           text,
  version                 text,
  backup_schedule         text,
  backup_storage_size     text,
  backup_retention        text,
  requires                jsonb       NOT NULL DEFAULT '[]',
  used_by                 jsonb       NOT NULL DEFAULT '[]'
) WITH (fillfactor = 80);
COMMENT ON TABLE kernel.service_declaration IS
  'what Git declares of a service through an agent; NULL: Git says nothing of it';
COMMENT ON COLUMN kernel.service_declaration.backup_expected_since IS
  'when backup_expected became true; NULL while it is not';
COMMENT ON COLUMN kernel.service_declaration.replicas IS 'as the newest sync reported; with ready_replicas';
COMMENT ON COLUMN kernel.service_declaration.requires IS '[{"path": ..., "critical": bool}]';
COMMENT ON COLUMN kernel.service_declaration.used_by IS
  '[{"path": ..., "name": ..., "displayName": ...}], each member optional';

CREATE TABLE kernel.sla_group_contribution (
  group_id           integer     NOT NULL CONSTRAINT sla_group_contribution_group_fkey
    REFERENCES kernel.sla_groups,
  node_id            integer     NOT NULL CONSTRAINT sla_group_contribution_node_fkey
    REFERENCES kernel.node ON DELETE CASCADE,
  contributed_at     timestamptz NOT NULL,
  uptime_target      double precision,
  response_minutes   double precision,
  resolution_minutes double precision,
  display_name       text,
  tier               text CONSTRAINT sla_group_contribution_tier_check
    CHECK (tier IN ('critical', 'high', 'medium', 'low')),
  CONSTRAINT sla_group_contribution_pkey PRIMARY KEY (group_id, node_id)
);
COMMENT ON TABLE kernel.sla_group_contribution IS
  'groups as the agent of a node declares them; where nodes differ the earliest contribution counts';
CREATE INDEX sla_group_contribution_node_idx ON kernel.sla_group_contribution (node_id);
COMMENT ON INDEX kernel.sla_group_contribution_node_idx IS 'what a node contributes, to prune it';

CREATE INDEX sla_group_member_contributor_idx ON kernel.sla_group_member (contributor)
  WHERE valid_to IS NULL;
COMMENT ON INDEX kernel.sla_group_member_contributor_idx IS
  'current memberships that an agent contributes, to prune them';
