-- What is promised (tiers, definitions) and to whom (assignments).

CREATE TABLE sla.tier (
  id                 integer     GENERATED ALWAYS AS IDENTITY CONSTRAINT tier_pkey PRIMARY KEY,
  uptime_target      integer     NOT NULL
    CONSTRAINT tier_uptime_target_check CHECK (uptime_target BETWEEN 1 AND 1000000),
  response_minutes   integer     NOT NULL CONSTRAINT tier_response_check CHECK (response_minutes > 0),
  resolution_minutes integer     NOT NULL
    CONSTRAINT tier_resolution_check CHECK (resolution_minutes > 0),
  created_at         timestamptz NOT NULL DEFAULT now(),
  name               text        COLLATE "C" NOT NULL CONSTRAINT tier_name_key UNIQUE,
  display_name       text        NOT NULL
);
COMMENT ON COLUMN sla.tier.uptime_target IS 'ten-thousandths of a percent: 999900 is 99.99 %';
COMMENT ON COLUMN sla.tier.name IS
  'one that equals a criticality is the tier of the services with it';

CREATE TABLE sla.definition (
  id                 integer     GENERATED ALWAYS AS IDENTITY CONSTRAINT definition_pkey PRIMARY KEY,
  tier_id            integer     NOT NULL CONSTRAINT definition_tier_fkey REFERENCES sla.tier,
  uptime_target      integer
    CONSTRAINT definition_uptime_target_check CHECK (uptime_target BETWEEN 1 AND 1000000),
  response_minutes   integer     CONSTRAINT definition_response_check CHECK (response_minutes > 0),
  resolution_minutes integer
    CONSTRAINT definition_resolution_check CHECK (resolution_minutes > 0),
  degraded_weight    integer     NOT NULL DEFAULT 1000
    CONSTRAINT definition_degraded_weight_check CHECK (degraded_weight BETWEEN 0 AND 1000),
  created_at         timestamptz NOT NULL DEFAULT now(),
  made_from_tier     boolean     NOT NULL DEFAULT false,
  uuid               uuid        NOT NULL DEFAULT gen_random_uuid()
    CONSTRAINT definition_uuid_key UNIQUE,
  name               text        COLLATE "C" NOT NULL CONSTRAINT definition_name_key UNIQUE,
  maintenance        text        NOT NULL DEFAULT 'exclude'
    CONSTRAINT definition_maintenance_check
      CHECK (maintenance IN ('exclude', 'count_up', 'count_down')),
  silence            text        NOT NULL DEFAULT 'down'
    CONSTRAINT definition_silence_check CHECK (silence IN ('down', 'unknown')),
  roll_up            text        NOT NULL DEFAULT 'average'
    CONSTRAINT definition_roll_up_check CHECK (roll_up IN ('worst', 'average', 'any')),
  time_zone          text
);
COMMENT ON COLUMN sla.definition.uptime_target IS 'NULL, like the next two: that of the tier';
COMMENT ON COLUMN sla.definition.degraded_weight IS
  'thousandths of degraded time that count as up';
COMMENT ON COLUMN sla.definition.time_zone IS 'of its periods; NULL: that of the platform';
CREATE UNIQUE INDEX definition_made_from_tier_key ON sla.definition (tier_id) WHERE made_from_tier;
COMMENT ON INDEX sla.definition_made_from_tier_key IS
  'the definition of those whose tier alone is known';
CREATE INDEX definition_tier_idx ON sla.definition (tier_id);
COMMENT ON INDEX sla.definition_tier_idx IS 'foreign key check when a tier goes';

CREATE TABLE sla.assignment (
  subject_id    integer  NOT NULL,
  definition_id integer  NOT NULL
    CONSTRAINT assignment_definition_fkey REFERENCES sla.definition,
  subject       smallint NOT NULL CONSTRAINT assignment_subject_check CHECK (subject IN (1, 2)),
  origin        text     NOT NULL
    CONSTRAINT assignment_origin_check CHECK (origin IN ('tier', 'person', 'agent')),
  CONSTRAINT assignment_pkey PRIMARY KEY (subject, subject_id)
);
COMMENT ON TABLE sla.assignment IS 'which definition holds for a service or a group';
COMMENT ON COLUMN sla.assignment.subject IS '1 service, 2 SLA group';
COMMENT ON COLUMN sla.assignment.origin IS
  'tier: follows the criticality; of a group the strictest of its members''';
CREATE INDEX assignment_definition_idx ON sla.assignment (definition_id);
COMMENT ON INDEX sla.assignment_definition_idx IS 'who has a definition; check when it goes';

INSERT INTO sla.tier (name, display_name, uptime_target, response_minutes, resolution_minutes)
VALUES ('critical', 'Critical', 999900, 15, 240),
       ('high', 'High', 999000, 60, 480),
       ('medium', 'Medium', 995000, 240, 4320),
       ('low', 'Low', 990000, 1440, 7200);

-- Makes the definitions of tiers and the assignments of services and groups that have none, and
-- lets those that follow a tier follow it. Returns the number of changes.
CREATE FUNCTION sla.ensure_assignments() RETURNS bigint LANGUAGE sql AS $$
  WITH wanted_definition AS (
    INSERT INTO sla.definition (tier_id, name, made_from_tier)
    SELECT id, name, true FROM sla.tier t
    WHERE NOT EXISTS (SELECT FROM sla.definition d WHERE d.tier_id = t.id AND d.made_from_tier)
    ON CONFLICT DO NOTHING
    RETURNING id, tier_id
  ), of_tier AS (
    SELECT t.name, t.uptime_target, d.id AS definition_id
    FROM sla.tier t JOIN (
      SELECT id, tier_id FROM sla.definition WHERE made_from_tier
      UNION ALL SELECT id, tier_id FROM wanted_definition) d ON d.tier_id = t.id
  ), of_group AS (
    SELECT DISTINCT ON (m.group_id) m.group_id, o.definition_id
    FROM kernel.sla_group_member m
    JOIN kernel.service s ON s.id = m.service_id
    JOIN of_tier o ON o.name = s.criticality
    WHERE m.valid_to IS NULL
    ORDER BY m.group_id, o.uptime_target DESC
  ), wanted AS (
    SELECT 1 AS subject, s.id AS subject_id, o.definition_id
    FROM kernel.service s JOIN of_tier o ON o.name = s.criticality
    UNION ALL
    SELECT 2, group_id, definition_id FROM of_group
  ), changed AS (
    INSERT INTO sla.assignment AS a (subject, subject_id, definition_id, origin)
    SELECT w.subject, w.subject_id, w.definition_id, 'tier'
    FROM wanted w LEFT JOIN sla.assignment old USING (subject, subject_id)
    WHERE old.subject IS NULL
       OR (old.origin = 'tier' AND old.definition_id <> w.definition_id)
    ORDER BY w.subject, w.subject_id  -- two that do the same at once meet in one order
    ON CONFLICT (subject, subject_id) DO UPDATE SET definition_id = EXCLUDED.definition_id
    WHERE a.origin = 'tier'
    RETURNING 1
  )
  SELECT count(*) FROM changed;
$$;
