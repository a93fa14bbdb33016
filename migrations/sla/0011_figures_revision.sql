-- Tells readers of all services' figures whether those that they read last are still the ones.

CREATE TABLE sla.figures_revision (
  id       boolean NOT NULL DEFAULT true
    CONSTRAINT figures_revision_pkey PRIMARY KEY CONSTRAINT figures_revision_one_row_check CHECK (id),
  revision bigint  NOT NULL
);
COMMENT ON TABLE sla.figures_revision IS 'one row: grows with each statement that writes periods';
INSERT INTO sla.figures_revision (revision) VALUES (1);

-- Whoever writes periods holds the lock of the aggregation, so that nobody waits here.
CREATE FUNCTION sla.count_figures_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sla.figures_revision SET revision = revision + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER sla_periods_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON sla.sla_periods
  FOR EACH STATEMENT EXECUTE FUNCTION sla.count_figures_change();
