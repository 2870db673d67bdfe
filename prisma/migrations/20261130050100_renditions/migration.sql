-- Renditions that somebody has asked for: one for each file.
CREATE TABLE rendition (
  org_id       uuid NOT NULL,
  asset_id     uuid NOT NULL,
  state        "ProcessingState" NOT NULL DEFAULT 'PENDING',
  reason       text,
  -- Share that is done, from 0 to 1. NULL while it is not known.
  progress     double precision,
  requested_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (org_id, asset_id),
  FOREIGN KEY (org_id, asset_id) REFERENCES asset (org_id, id) ON DELETE CASCADE
);
CREATE INDEX rendition_unfinished_idx ON rendition (org_id) WHERE state IN ('PENDING', 'RUNNING');
