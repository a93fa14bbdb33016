-- Who may come in and what they may do: accounts, groups, sessions, named keys, and how replicas
-- learn that any of it changed.

CREATE TABLE kernel.auth_provider (
  key          text        COLLATE "C" NOT NULL CONSTRAINT auth_provider_pkey PRIMARY KEY,
  uuid         uuid        NOT NULL DEFAULT gen_random_uuid()
    CONSTRAINT auth_provider_uuid_key UNIQUE,
  kind         text        NOT NULL
    CONSTRAINT auth_provider_kind_check CHECK (kind IN ('local', 'ldap')),
  display_name text        NOT NULL,
  is_default   boolean     NOT NULL DEFAULT false,
  enabled      boolean     NOT NULL DEFAULT true,
  position     integer     NOT NULL DEFAULT 0,
  config       jsonb       NOT NULL DEFAULT '{}',
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN kernel.auth_provider.key IS 'stable id, kept when the provider is renamed';
COMMENT ON COLUMN kernel.auth_provider.config IS
  'as declared, without secrets; _managedByGitOps is true for rows that reconciliation may delete';

INSERT INTO kernel.auth_provider (key, kind, display_name, is_default)
VALUES ('local', 'local', 'Local accounts', true);

CREATE TABLE kernel.account (
  id              integer GENERATED ALWAYS AS IDENTITY CONSTRAINT account_pkey PRIMARY KEY,
  uuid            uuid        NOT NULL CONSTRAINT account_uuid_key UNIQUE,
  provider        text        COLLATE "C" NOT NULL,
  external_id     text        COLLATE "C",
  name            text        NOT NULL,
  name_key        text        COLLATE "C" NOT NULL,
  display_name    text        NOT NULL DEFAULT '',
  email           text        NOT NULL DEFAULT '',
  email_key       text        COLLATE "C" NOT NULL DEFAULT '',
  password_hash   text,
  disabled        boolean     NOT NULL DEFAULT false,
  directory_state text        NOT NULL DEFAULT 'present'
    CONSTRAINT account_directory_state_check
    CHECK (directory_state IN ('present', 'absent', 'disabled')),
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  last_login_at   timestamptz,
  synced_at       timestamptz,
  CONSTRAINT account_name_key UNIQUE (provider, name_key)
);
COMMENT ON TABLE kernel.account IS 'people; never deleted, as what they did refers to them';
COMMENT ON COLUMN kernel.account.provider IS
  'key of the provider, without a reference: an account outlives its provider';
COMMENT ON COLUMN kernel.account.name_key IS 'name with case, width and composition folded';
COMMENT ON COLUMN kernel.account.external_id IS 'what identifies the person in its directory';
CREATE UNIQUE INDEX account_external_key ON kernel.account (provider, external_id)
  WHERE external_id IS NOT NULL;
COMMENT ON INDEX kernel.account_external_key IS 'the account of a directory''s person';
CREATE INDEX account_email_idx ON kernel.account (email_key) WHERE email_key <> '';
COMMENT ON INDEX kernel.account_email_idx IS 'login of a local account by its e-mail address';

CREATE TABLE kernel.account_group (
  id          integer GENERATED ALWAYS AS IDENTITY CONSTRAINT account_group_pkey PRIMARY KEY,
  uuid        uuid        NOT NULL CONSTRAINT account_group_uuid_key UNIQUE,
  name        text        NOT NULL,
  name_key    text        COLLATE "C" NOT NULL CONSTRAINT account_group_name_key UNIQUE,
  description text        NOT NULL DEFAULT '',
  built_in    boolean     NOT NULL DEFAULT false,
  permissions text[]      NOT NULL DEFAULT '{}',
  created_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN kernel.account_group.permissions IS
  'of a group of the installation''s own; those of built-in groups follow from the program';

INSERT INTO kernel.account_group (uuid, name, name_key, description, built_in) VALUES
  ('1705ad00-0000-4000-8000-000000000001', 'itops-admins', 'itops-admins',
   'Full platform admin', true),
  ('1705ad00-0000-4000-8000-000000000002', 'itops-trust-admins', 'itops-trust-admins',
   'Trusted admin operations (PKI / HSM)', true),
  ('1705ad00-0000-4000-8000-000000000003', 'itops-operators', 'itops-operators',
   'Day-to-day service and ticket operations', true),
  ('1705ad00-0000-4000-8000-000000000004', 'itops-users', 'itops-users', 'Read-only', true);

CREATE TABLE kernel.account_group_member (
  account_id  integer     NOT NULL
    CONSTRAINT account_group_member_account_fkey REFERENCES kernel.account ON DELETE CASCADE,
  group_id    integer     NOT NULL
    CONSTRAINT account_group_member_group_fkey REFERENCES kernel.account_group ON DELETE CASCADE,
  added_by    text        NOT NULL,
  by_provider text        COLLATE "C",
  added_at    timestamptz NOT NULL,
  CONSTRAINT account_group_member_pkey PRIMARY KEY (account_id, group_id)
);
COMMENT ON COLUMN kernel.account_group_member.by_provider IS
  'key of the provider whose directory gave it, and takes it away; NULL when a person did';
CREATE INDEX account_group_member_group_idx ON kernel.account_group_member (group_id);
COMMENT ON INDEX kernel.account_group_member_group_idx IS 'members of a group';

CREATE TABLE kernel.group_mapping (
  provider        text    COLLATE "C" NOT NULL
    CONSTRAINT group_mapping_provider_fkey REFERENCES kernel.auth_provider ON DELETE CASCADE,
  directory_group text    NOT NULL,
  group_id        integer NOT NULL
    CONSTRAINT group_mapping_group_fkey REFERENCES kernel.account_group ON DELETE CASCADE,
  CONSTRAINT group_mapping_pkey PRIMARY KEY (provider, directory_group, group_id)
);
COMMENT ON TABLE kernel.group_mapping IS 'as declared; replaced as a whole by each reconciliation';
CREATE INDEX group_mapping_group_idx ON kernel.group_mapping (group_id);
COMMENT ON INDEX kernel.group_mapping_group_idx IS 'foreign key check when a group goes';

CREATE TABLE kernel.session (
  uuid           uuid        NOT NULL CONSTRAINT session_pkey PRIMARY KEY,
  account_id     integer     NOT NULL
    CONSTRAINT session_account_fkey REFERENCES kernel.account ON DELETE CASCADE,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  ended_at       timestamptz,
  end_reason     text,
  client_address text        NOT NULL
);
COMMENT ON TABLE kernel.session IS 'a login and the refresh tokens that follow from it';
CREATE INDEX session_account_idx ON kernel.session (account_id) WHERE ended_at IS NULL;
COMMENT ON INDEX kernel.session_account_idx IS 'ends all sessions of an account';
CREATE INDEX session_ended_idx ON kernel.session (ended_at) WHERE ended_at IS NOT NULL;
COMMENT ON INDEX kernel.session_ended_idx IS 'sessions whose access tokens may still be about';
CREATE INDEX session_expires_idx ON kernel.session (expires_at);
COMMENT ON INDEX kernel.session_expires_idx IS 'clean-up';

CREATE TABLE kernel.refresh_token (
  digest     bytea       NOT NULL CONSTRAINT refresh_token_pkey PRIMARY KEY,
  session    uuid        NOT NULL
    CONSTRAINT refresh_token_session_fkey REFERENCES kernel.session ON DELETE CASCADE,
  issued_at  timestamptz NOT NULL,
  used_at    timestamptz
);
COMMENT ON COLUMN kernel.refresh_token.digest IS 'hash of the token, which itself is nowhere stored';
COMMENT ON COLUMN kernel.refresh_token.used_at IS 'a second use ends the session';
CREATE INDEX refresh_token_session_idx ON kernel.refresh_token (session);
COMMENT ON INDEX kernel.refresh_token_session_idx IS 'goes with its session';

CREATE TABLE kernel.api_key (
  id           integer GENERATED ALWAYS AS IDENTITY CONSTRAINT api_key_pkey PRIMARY KEY,
  uuid         uuid        NOT NULL CONSTRAINT api_key_uuid_key UNIQUE,
  name         text        NOT NULL,
  name_key     text        COLLATE "C" NOT NULL,
  digest       bytea       NOT NULL CONSTRAINT api_key_digest_key UNIQUE,
  hint         text        NOT NULL,
  scopes       text[]      NOT NULL,
  node_prefix  text        NOT NULL DEFAULT '',
  created_by   text        NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz
);
COMMENT ON COLUMN kernel.api_key.digest IS 'hash of the key, which is shown once and never stored';
COMMENT ON COLUMN kernel.api_key.hint IS 'first characters of the key, for people';
CREATE UNIQUE INDEX api_key_name_key ON kernel.api_key (name_key) WHERE revoked_at IS NULL;
COMMENT ON INDEX kernel.api_key_name_key IS 'a name means one living key';

CREATE TABLE kernel.reconcile_run (
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT reconcile_run_pkey PRIMARY KEY,
  ran_at     timestamptz NOT NULL,
  replica    text        NOT NULL,
  outcome    text        NOT NULL
    CONSTRAINT reconcile_run_outcome_check CHECK (outcome IN ('applied', 'unchanged', 'refused')),
  reason     text        NOT NULL DEFAULT '',
  source     text        NOT NULL,
  hash       text        NOT NULL DEFAULT '',
  generation bigint      NOT NULL DEFAULT 0,
  changes    jsonb       NOT NULL DEFAULT '[]',
  refused    jsonb       NOT NULL DEFAULT '[]'
);
COMMENT ON TABLE kernel.reconcile_run IS 'what each start made of the declared providers';

-- One row that changes with everything a replica keeps in memory to know callers by.
CREATE TABLE kernel.identity_version (
  only_row boolean NOT NULL DEFAULT true CONSTRAINT identity_version_pkey PRIMARY KEY
    CONSTRAINT identity_version_only_row_check CHECK (only_row),
  version  bigint  NOT NULL
);
INSERT INTO kernel.identity_version (version) VALUES (1);

-- Deferred to the commit and done once per transaction: the row is locked last and for a moment,
-- so that transactions which change accounts can't deadlock over it.
CREATE FUNCTION kernel.tell_identity_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('itops.identity_told', true)
     IS DISTINCT FROM pg_current_xact_id()::text THEN
    UPDATE kernel.identity_version SET version = version + 1;
    PERFORM pg_notify('itops_identity', '');
    PERFORM set_config('itops.identity_told', pg_current_xact_id()::text, true);
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER account_tells
  AFTER INSERT OR DELETE OR UPDATE OF disabled, directory_state ON kernel.account
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kernel.tell_identity_change();
-- Apart, as a directory's person is stored with each login, and hardly ever under a new name.
CREATE CONSTRAINT TRIGGER account_name_tells
  AFTER UPDATE OF name ON kernel.account
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
  EXECUTE FUNCTION kernel.tell_identity_change();
CREATE CONSTRAINT TRIGGER account_group_tells
  AFTER INSERT OR DELETE OR UPDATE ON kernel.account_group
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kernel.tell_identity_change();
CREATE CONSTRAINT TRIGGER account_group_member_tells
  AFTER INSERT OR DELETE OR UPDATE ON kernel.account_group_member
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kernel.tell_identity_change();
CREATE CONSTRAINT TRIGGER auth_provider_tells
  AFTER INSERT OR DELETE OR UPDATE ON kernel.auth_provider
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kernel.tell_identity_change();
CREATE CONSTRAINT TRIGGER session_tells
  AFTER UPDATE OF ended_at ON kernel.session
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kernel.tell_identity_change();
CREATE CONSTRAINT TRIGGER api_key_tells
  AFTER INSERT OR DELETE OR UPDATE OF name, scopes, node_prefix, expires_at, revoked_at
  ON kernel.api_key
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kernel.tell_identity_change();
