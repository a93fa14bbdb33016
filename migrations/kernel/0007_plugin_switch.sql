-- Plugins that people switched at runtime.

CREATE TABLE kernel.plugin_switch (
  plugin_id   text        NOT NULL CONSTRAINT plugin_switch_pkey PRIMARY KEY,
  enabled     boolean     NOT NULL,
  switched_by text        NOT NULL,
  switched_at timestamptz NOT NULL
);
COMMENT ON TABLE kernel.plugin_switch IS
  'the newest switching of a plugin, for all replicas; without a row the configuration alone counts';
COMMENT ON INDEX kernel.plugin_switch_pkey IS 'the row of a plugin';
