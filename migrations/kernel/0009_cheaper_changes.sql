-- A change of status is written in the transaction of a push, of which there are thousands a second.
-- What is dropped here cost each change more than its use.

DROP INDEX kernel.event_published_idx;
ALTER TABLE kernel.service_status_events DROP CONSTRAINT service_status_events_service_fkey;
COMMENT ON COLUMN kernel.service_status_events.service_id IS
  'no foreign key: who writes a change has the state of the service locked, and services are archived, never deleted';
