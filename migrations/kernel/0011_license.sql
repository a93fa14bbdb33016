-- The licence that was activated last; one for the installation.

CREATE TABLE kernel.license (
  only_row     boolean     NOT NULL DEFAULT true CONSTRAINT license_pkey PRIMARY KEY
    CONSTRAINT license_only_row_check CHECK (only_row),
  token        text        NOT NULL,
  activated_by text        NOT NULL,
  activated_at timestamptz NOT NULL
);
COMMENT ON COLUMN kernel.license.token IS 'as it was given; checked anew each time it is read';
