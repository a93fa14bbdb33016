-- Events (docs/adr/0008-event-outbox.md): what happened, who wants to hear of it, and what each of
-- them has still to be told. A delivery that succeeded is deleted.

CREATE TABLE kernel.event (
  id             bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT event_pkey PRIMARY KEY,
  transaction_id xid8        NOT NULL DEFAULT pg_current_xact_id(),
  occurred_at    timestamptz NOT NULL,
  published_at   timestamptz NOT NULL,
  uuid           uuid        NOT NULL DEFAULT gen_random_uuid(),
  type           text        NOT NULL,
  ordering_key   text        NOT NULL,
  path           text,
  payload        jsonb       NOT NULL
);
COMMENT ON COLUMN kernel.event.transaction_id IS 'readers page by (transaction_id, id) and stop at pg_snapshot_xmin(pg_current_snapshot()): nothing commits behind them';
COMMENT ON COLUMN kernel.event.path IS 'member path of the payload';
CREATE INDEX event_position_idx ON kernel.event (transaction_id, id);
COMMENT ON INDEX kernel.event_position_idx IS 'events after a position, in an order in which none appears later';
CREATE INDEX event_published_idx ON kernel.event USING brin (published_at) WITH (pages_per_range = 16);
COMMENT ON INDEX kernel.event_published_idx IS 'clean-up of events past their time';

CREATE TABLE kernel.event_consumer (
  id            integer     GENERATED ALWAYS AS IDENTITY CONSTRAINT event_consumer_pkey PRIMARY KEY,
  name          text        NOT NULL CONSTRAINT event_consumer_name_key UNIQUE,
  owner         text        NOT NULL,
  event_type    text        NOT NULL,
  registered_at timestamptz NOT NULL,
  seen_at       timestamptz NOT NULL,
  forgotten_at  timestamptz
);
COMMENT ON COLUMN kernel.event_consumer.seen_at IS 'when a replica last had code for it';
COMMENT ON COLUMN kernel.event_consumer.forgotten_at IS 'from when on nothing is kept for it, as no replica had code for it for so long';
CREATE INDEX event_consumer_type_idx ON kernel.event_consumer (event_type);
COMMENT ON INDEX kernel.event_consumer_type_idx IS 'consumers of a published event';

CREATE TABLE kernel.event_delivery (
  event_id        bigint      NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  ordering_hash   bigint      NOT NULL,
  dead_at         timestamptz,
  consumer_id     integer     NOT NULL,
  attempts        integer     NOT NULL DEFAULT 0,
  last_error      text,
  CONSTRAINT event_delivery_pkey PRIMARY KEY (event_id, consumer_id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 10000);
COMMENT ON TABLE kernel.event_delivery IS 'what a consumer has still to be told; no foreign keys, as rows live for milliseconds';
COMMENT ON COLUMN kernel.event_delivery.ordering_hash IS 'of the ordering key; two keys with one hash only wait for each other';
COMMENT ON COLUMN kernel.event_delivery.dead_at IS 'NULL while it is pending; when it was given up';
CREATE INDEX event_delivery_due_idx ON kernel.event_delivery (consumer_id, next_attempt_at, event_id)
  WHERE dead_at IS NULL;
COMMENT ON INDEX kernel.event_delivery_due_idx IS 'what a consumer is to be told next; its lag';
CREATE INDEX event_delivery_order_idx ON kernel.event_delivery (consumer_id, ordering_hash, event_id)
  WHERE dead_at IS NULL;
COMMENT ON INDEX kernel.event_delivery_order_idx IS 'an earlier event of the same key that a delivery waits for';
CREATE INDEX event_delivery_dead_idx ON kernel.event_delivery (event_id, consumer_id)
  WHERE dead_at IS NOT NULL;
COMMENT ON INDEX kernel.event_delivery_dead_idx IS 'list of what was given up';
