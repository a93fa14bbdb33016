-- Tickets that open one live stream in place of a key, on any replica. Short-lived; deleted when
-- used, and by the next issue once they have expired.

CREATE TABLE kernel.live_ticket (
  digest      bytea       NOT NULL CONSTRAINT live_ticket_pkey PRIMARY KEY,
  expires_at  timestamptz NOT NULL,
  principal   text        NOT NULL,
  permissions text[]      NOT NULL,
  is_person   boolean     NOT NULL
);
COMMENT ON COLUMN kernel.live_ticket.digest IS 'hash of the ticket, which itself is nowhere stored';
COMMENT ON COLUMN kernel.live_ticket.permissions IS 'of the caller when the ticket was made';
COMMENT ON COLUMN kernel.live_ticket.principal IS 'whose key made it; its end ends the ticket';
