-- What publishing needs beside the items: what was asked and how far it is, a faster stage, jobs by the thousand.

-- How often each thing is wrong with the manifest, beyond the issues that are kept; and the file that lists them.
ALTER TABLE ingest_session
  ADD COLUMN issue_groups JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN report_object_key TEXT;

ALTER TABLE dataset
  -- The session whose rows for the next revision may be lying in `item`, unseen. Whoever publishes next sweeps them.
  ADD COLUMN staged_session_id UUID,
  -- How many of its last revisions stay readable; null for all.
  ADD COLUMN retained_revisions INTEGER CHECK (retained_revisions >= 1);

-- A publish under way: what was asked, so that any process can go on with it, and how far it is.
CREATE TABLE publish_request (
  session_id         UUID           NOT NULL PRIMARY KEY,
  org_id             UUID           NOT NULL,
  manifest_sha256    TEXT           NOT NULL,
  -- The manifest as NDJSON when it was given inline; else the asset that holds it.
  manifest           TEXT,
  manifest_asset_id  UUID,
  expected_revision  INTEGER,
  dry_run            BOOLEAN        NOT NULL,
  allow_empty        BOOLEAN        NOT NULL,
  -- Datasets the publisher may not see: an asset that is only there cannot be referred to.
  hidden_dataset_ids UUID[]         NOT NULL,
  request_id         TEXT           NOT NULL,
  address            TEXT,
  user_agent         TEXT,
  -- Rows the stage holds once the manifest was found valid; it is lost with a crash of the database.
  staged_rows        INTEGER,
  written_line       INTEGER        NOT NULL DEFAULT 0,
  linked_line        INTEGER        NOT NULL DEFAULT 0,
  next_position      BIGINT         NOT NULL DEFAULT 1,
  added              INTEGER        NOT NULL DEFAULT 0,
  changed            INTEGER        NOT NULL DEFAULT 0,
  removed            INTEGER        NOT NULL DEFAULT 0,
  unchanged          INTEGER        NOT NULL DEFAULT 0,
  byte_growth        BIGINT         NOT NULL DEFAULT 0,
  -- Runs that ended by an error nobody expected.
  failures           INTEGER        NOT NULL DEFAULT 0,
  -- How the attempt with this number ended, if not in a revision, and whether the caller has been told.
  outcome            JSONB,
  outcome_attempt    INTEGER,
  delivered          BOOLEAN        NOT NULL DEFAULT true,
  updated_at         TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY (org_id, session_id) REFERENCES ingest_session (org_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX publish_request_org_id_session_id_key ON publish_request (org_id, session_id);

-- Never read by key: duplicates and removals are found for the whole manifest at once.
DROP TABLE staged_item;
CREATE UNLOGGED TABLE staged_item (
  org_id           uuid       NOT NULL,
  session_id       uuid       NOT NULL,
  line             integer    NOT NULL,
  key              text       NOT NULL,
  remove           boolean    NOT NULL,
  item_id          uuid,
  type             "ItemType",
  title            text,
  tags             text[],
  metadata         jsonb,
  created_at       timestamptz(3),
  content_hash     bytea,
  byte_size        bigint,
  duration_seconds double precision,
  asset_ids        uuid[],
  asset_roles      "AssetRole"[],
  asset_ordinals   smallint[],
  asset_filenames  text[],
  -- [{ id, kind, label, confidence, geometry }]
  annotations      jsonb,
  PRIMARY KEY (session_id, line)
);

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['publish_request', 'staged_item'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I TO vitrine_app USING (org_id = ANY ((SELECT app_org_ids())::uuid[]))', tenant_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO vitrine_app', tenant_table);
  END LOOP;
END $$;

/* Queues a job of one task for each payload, in the caller's transaction. A higher priority number waits longer. */
CREATE FUNCTION enqueue_jobs(task text, payloads json[], job_keys text[] DEFAULT NULL, priority integer DEFAULT 0)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM graphile_worker.add_jobs(ARRAY(
    SELECT (task, job.payload, NULL, NULL, 8, job.key, priority, NULL)::graphile_worker.job_spec
    FROM unnest(payloads, job_keys) AS job (payload, key)
  ))
  WHERE cardinality(payloads) > 0;
END $$;
REVOKE ALL ON FUNCTION enqueue_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_jobs TO vitrine_app;
