-- What agents declare for SLA groups wins over tiers and over what people set.

ALTER TABLE sla.definition ADD COLUMN declared_group_id integer
  CONSTRAINT definition_declared_group_fkey REFERENCES kernel.sla_groups;
COMMENT ON COLUMN sla.definition.declared_group_id IS
  'the group whose targets an agent declares and that has this definition; NULL: none';
CREATE UNIQUE INDEX definition_declared_group_key ON sla.definition (declared_group_id)
  WHERE declared_group_id IS NOT NULL;
COMMENT ON INDEX sla.definition_declared_group_key IS
  'the definition of a declared group; one a group; foreign key';

-- What is declared for groups, with the gaps filled: a declaration without a tier has that of the
-- group's strictest member. Of several nodes the one counts that contributed first.
CREATE VIEW sla.declared_target AS
SELECT DISTINCT ON (c.group_id) c.group_id, t.id AS tier_id,
       CASE WHEN c.uptime_target IS NOT NULL
            THEN least(1000000, greatest(1, round(c.uptime_target * 10000)))::integer
       END AS uptime_target,
       CASE WHEN c.response_minutes IS NOT NULL
            THEN least(527040, greatest(1, ceil(c.response_minutes)))::integer
       END AS response_minutes,
       CASE WHEN c.resolution_minutes IS NOT NULL
            THEN least(527040, greatest(1, ceil(c.resolution_minutes)))::integer
       END AS resolution_minutes
FROM kernel.sla_group_contribution c
JOIN sla.tier t ON t.name = COALESCE(c.tier, (
  SELECT strictest.name
  FROM kernel.sla_group_member m
  JOIN kernel.service s ON s.id = m.service_id
  JOIN sla.tier strictest ON strictest.name = s.criticality
  WHERE m.group_id = c.group_id AND m.valid_to IS NULL
  ORDER BY strictest.uptime_target DESC LIMIT 1), 'medium')
WHERE num_nonnulls(c.tier, c.uptime_target, c.response_minutes, c.resolution_minutes) > 0
ORDER BY c.group_id, c.contributed_at, c.node_id;

-- Makes the definitions of tiers.
CREATE FUNCTION sla.ensure_tier_definitions() RETURNS bigint LANGUAGE sql AS $$
  WITH made AS (
    INSERT INTO sla.definition (tier_id, name, made_from_tier)
    SELECT id, name, true FROM sla.tier t
    WHERE NOT EXISTS (SELECT FROM sla.definition d WHERE d.tier_id = t.id AND d.made_from_tier)
    ON CONFLICT DO NOTHING
    RETURNING 1
  )
  SELECT count(*) FROM made;
$$;

-- Makes the definitions of declared groups, and lets them follow what is declared. A new one counts
-- time as the definition does that the group had before.
CREATE FUNCTION sla.ensure_declared_definitions() RETURNS bigint LANGUAGE sql AS $$
  WITH made AS (
    INSERT INTO sla.definition
      (tier_id, name, uptime_target, response_minutes, resolution_minutes, declared_group_id,
       degraded_weight, maintenance, silence, roll_up, time_zone)
    SELECT w.tier_id, 'group:' || g.name ||
             CASE WHEN EXISTS (SELECT FROM sla.definition WHERE name = 'group:' || g.name)
                  THEN ':' || g.id ELSE '' END,
           w.uptime_target, w.response_minutes, w.resolution_minutes, w.group_id,
           COALESCE(old.degraded_weight, 1000), COALESCE(old.maintenance, 'exclude'),
           COALESCE(old.silence, 'down'), COALESCE(old.roll_up, 'average'), old.time_zone
    FROM sla.declared_target w
    JOIN kernel.sla_groups g ON g.id = w.group_id
    LEFT JOIN sla.assignment a ON a.subject = 2 AND a.subject_id = w.group_id
    LEFT JOIN sla.definition old ON old.id = a.definition_id
    WHERE NOT EXISTS (SELECT FROM sla.definition d WHERE d.declared_group_id = w.group_id)
    ORDER BY w.group_id
    ON CONFLICT DO NOTHING
    RETURNING 1
  ), changed AS (
    UPDATE sla.definition d
    SET tier_id = w.tier_id, uptime_target = w.uptime_target,
        response_minutes = w.response_minutes, resolution_minutes = w.resolution_minutes
    FROM sla.declared_target w
    WHERE d.declared_group_id = w.group_id
      AND (d.tier_id, d.uptime_target, d.response_minutes, d.resolution_minutes)
        IS DISTINCT FROM
          (w.tier_id, w.uptime_target, w.response_minutes, w.resolution_minutes)
    RETURNING 1
  )
  SELECT (SELECT count(*) FROM made) + (SELECT count(*) FROM changed);
$$;

-- Gives a definition to services and groups that have none, and lets those follow it that nobody
-- assigned another one: what is declared for a group, else the tier.
CREATE FUNCTION sla.follow_definitions() RETURNS bigint LANGUAGE sql AS $$
  WITH of_tier AS (
    SELECT t.name, t.uptime_target, d.id AS definition_id
    FROM sla.tier t JOIN sla.definition d ON d.tier_id = t.id AND d.made_from_tier
  ), of_group AS (
    SELECT DISTINCT ON (m.group_id) m.group_id, o.definition_id
    FROM kernel.sla_group_member m
    JOIN kernel.service s ON s.id = m.service_id
    JOIN of_tier o ON o.name = s.criticality
    WHERE m.valid_to IS NULL
    ORDER BY m.group_id, o.uptime_target DESC
  ), declared AS (
    SELECT w.group_id, d.id AS definition_id
    FROM sla.declared_target w JOIN sla.definition d ON d.declared_group_id = w.group_id
  ), wanted AS (
    SELECT 1 AS subject, s.id AS subject_id, o.definition_id, 'tier' AS origin
    FROM kernel.service s JOIN of_tier o ON o.name = s.criticality
    UNION ALL
    SELECT 2, COALESCE(d.group_id, g.group_id), COALESCE(d.definition_id, g.definition_id),
           CASE WHEN d.group_id IS NULL THEN 'tier' ELSE 'agent' END
    FROM of_group g FULL JOIN declared d USING (group_id)
  ), changed AS (
    INSERT INTO sla.assignment AS a (subject, subject_id, definition_id, origin)
    SELECT w.subject, w.subject_id, w.definition_id, w.origin
    FROM wanted w LEFT JOIN sla.assignment old USING (subject, subject_id)
    WHERE old.subject IS NULL
       OR ((old.origin <> 'person' OR w.origin = 'agent')
           AND (old.origin, old.definition_id) <> (w.origin, w.definition_id))
    ORDER BY w.subject, w.subject_id  -- two that do the same at once meet in one order
    ON CONFLICT (subject, subject_id) DO UPDATE
    SET definition_id = EXCLUDED.definition_id, origin = EXCLUDED.origin
    WHERE a.origin <> 'person' OR EXCLUDED.origin = 'agent'
    RETURNING 1
  ), gone AS (
    DELETE FROM sla.assignment a
    WHERE a.subject = 2 AND a.origin = 'agent'
      AND a.subject_id NOT IN (SELECT w.subject_id FROM wanted w WHERE w.subject = 2)
    RETURNING 1
  )
  SELECT (SELECT count(*) FROM changed) + (SELECT count(*) FROM gone);
$$;

-- Forgets definitions of groups for which nothing is declared any more; one that somebody assigned
-- to others as well stays, as one like any other.
CREATE FUNCTION sla.drop_undeclared_definitions() RETURNS bigint LANGUAGE sql AS $$
  WITH undeclared AS (
    SELECT d.id, EXISTS (SELECT FROM sla.assignment a WHERE a.definition_id = d.id) AS used
    FROM sla.definition d
    WHERE d.declared_group_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM sla.declared_target w WHERE w.group_id = d.declared_group_id)
  ), dropped AS (
    DELETE FROM sla.definition d USING undeclared u WHERE d.id = u.id AND NOT u.used
    RETURNING 1
  ), kept AS (
    UPDATE sla.definition d SET declared_group_id = NULL
    FROM undeclared u WHERE d.id = u.id AND u.used
    RETURNING 1
  )
  SELECT (SELECT count(*) FROM dropped) + (SELECT count(*) FROM kept);
$$;

-- All of these in order, each seeing what the one before did. Returns the number of changes.
CREATE OR REPLACE FUNCTION sla.ensure_assignments() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  changes bigint := 0;
BEGIN
  changes := changes + sla.ensure_tier_definitions();
  changes := changes + sla.ensure_declared_definitions();
  changes := changes + sla.follow_definitions();
  changes := changes + sla.drop_undeclared_definitions();
  RETURN changes;
END $$;
