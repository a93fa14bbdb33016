-- An incident is written for every outage, of which a storm brings thousands a second. What is
-- dropped here cost each of them a look at the service and a lock on its row.

ALTER TABLE sla.incident DROP CONSTRAINT incident_service_fkey;
COMMENT ON COLUMN sla.incident.service_id IS
  'no foreign key: it comes with a change of a service that is there, and services are archived, never deleted';
