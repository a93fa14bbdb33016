-- Who changed what: written with the change, never changed, deleted only by age.

CREATE TABLE kernel.audit_entry (
  id             bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_entry_pkey PRIMARY KEY,
  occurred_at    timestamptz NOT NULL,
  actor_kind     text        NOT NULL
    CONSTRAINT audit_entry_actor_kind_check CHECK (actor_kind IN ('person', 'key', 'anonymous')),
  actor          text        NOT NULL,
  client_address text        NOT NULL,
  request_id     text        NOT NULL,
  action         text        NOT NULL,
  object_type    text        NOT NULL,
  object_id      text        NOT NULL,
  object_name    text        NOT NULL,
  before         jsonb,
  after          jsonb
);
COMMENT ON COLUMN kernel.audit_entry.client_address IS
  'text, as it may be a proxy''s socket or unknown (-)';
COMMENT ON COLUMN kernel.audit_entry.before IS
  'members that changed, secrets masked; NULL when the object did not exist before';
COMMENT ON COLUMN kernel.audit_entry.after IS
  'members that changed, secrets masked; NULL when the object does not exist any more';
CREATE INDEX audit_entry_occurred_idx ON kernel.audit_entry (occurred_at, id);
COMMENT ON INDEX kernel.audit_entry_occurred_idx IS
  'pages of GET /api/v1/audit, newest first; clean-up by age';
CREATE INDEX audit_entry_object_idx
  ON kernel.audit_entry (object_type, object_id, occurred_at, id);
COMMENT ON INDEX kernel.audit_entry_object_idx IS
  'history of one object: GET /api/v1/audit?objectType=&objectId=';
CREATE INDEX audit_entry_actor_idx ON kernel.audit_entry (actor, occurred_at, id);
COMMENT ON INDEX kernel.audit_entry_actor_idx IS 'what one actor did: GET /api/v1/audit?actor=';

-- A mistake in a program must not rewrite the trail. (Who owns the table can drop the trigger.)
CREATE FUNCTION kernel.refuse_audit_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('itops.audit_clean_up', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'kernel.audit_entry is append-only: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege',
          HINT = 'Entries go by age, through kernel.delete_audit_entries().';
END $$;

CREATE TRIGGER audit_entry_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON kernel.audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_audit_change();

CREATE FUNCTION kernel.delete_audit_entries(older_than timestamptz, rows_max integer)
RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  deleted bigint;
BEGIN
  PERFORM set_config('itops.audit_clean_up', 'on', true);
  DELETE FROM kernel.audit_entry
  WHERE id IN (SELECT id FROM kernel.audit_entry
               WHERE occurred_at < older_than ORDER BY occurred_at, id LIMIT rows_max);
  GET DIAGNOSTICS deleted = ROW_COUNT;
  PERFORM set_config('itops.audit_clean_up', 'off', true);
  RETURN deleted;
END $$;
COMMENT ON FUNCTION kernel.delete_audit_entries IS
  'the only way by which entries go; the number of those deleted, at most rows_max';
