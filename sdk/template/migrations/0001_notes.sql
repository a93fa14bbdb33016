-- Applied once, in the schema my_plugin, in one transaction. Never edit a migration that was released:
-- add the next number.

CREATE TABLE my_plugin.note (
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT note_pkey PRIMARY KEY,
  uuid       uuid        NOT NULL CONSTRAINT note_uuid_key UNIQUE,
  service_id integer     NOT NULL
    CONSTRAINT note_service_fkey REFERENCES kernel.service ON DELETE CASCADE,
  text       text        NOT NULL CONSTRAINT note_text_check CHECK (text <> ''),
  author     text        NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX note_service_idx ON my_plugin.note (service_id, created_at DESC);
COMMENT ON INDEX my_plugin.note_service_idx IS 'the newest notes of a service';
CREATE INDEX note_created_idx ON my_plugin.note (created_at);
COMMENT ON INDEX my_plugin.note_created_idx IS 'notes to delete at night';
