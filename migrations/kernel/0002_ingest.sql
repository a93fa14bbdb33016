-- What the push path keeps beside the registry: answers of keyed pushes, and when the platform
-- itself could take pushes.

CREATE TABLE kernel.idempotency_key (
  digest      bytea       NOT NULL CONSTRAINT idempotency_key_pkey PRIMARY KEY,
  body_digest bytea       NOT NULL,
  created_at  timestamptz NOT NULL,
  http_status smallint    NOT NULL,
  answer      text        NOT NULL
);
COMMENT ON COLUMN kernel.idempotency_key.digest IS 'hash of API key, route, addressed path and client key';
CREATE INDEX idempotency_key_created_idx ON kernel.idempotency_key (created_at);
COMMENT ON INDEX kernel.idempotency_key_created_idx IS 'clean-up of keys past their time';

CREATE TABLE kernel.platform_heartbeat (
  replica_id uuid        NOT NULL CONSTRAINT platform_heartbeat_pkey PRIMARY KEY,
  beat_at    timestamptz NOT NULL
);

CREATE TABLE kernel.platform_outage (
  started_at timestamptz NOT NULL CONSTRAINT platform_outage_pkey PRIMARY KEY,
  ended_at   timestamptz NOT NULL,
  CONSTRAINT platform_outage_order_check CHECK (ended_at > started_at)
);
COMMENT ON TABLE kernel.platform_outage IS 'gaps in which no replica could take pushes; silence does not count in them';

-- Ends a transaction whose writer knew less than it thought: the error is that of a conflict with
-- another writer, after which a careful second attempt succeeds.
CREATE FUNCTION kernel.expect_rows(actual bigint, expected bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF actual <> expected THEN
    RAISE EXCEPTION 'wrote % rows instead of %', actual, expected
      USING ERRCODE = 'serialization_failure';
  END IF;
END $$;
