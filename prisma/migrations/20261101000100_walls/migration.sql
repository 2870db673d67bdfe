-- What the Prisma schema cannot say: checks, search columns, partitions, the role the API acts as and the rows it may see.

CREATE EXTENSION IF NOT EXISTS btree_gin;

-- Invariants -------------------------------------------------------------------------------------------------------

ALTER TABLE organization ADD CONSTRAINT organization_slug_check CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$');
ALTER TABLE dataset ADD CONSTRAINT dataset_slug_check CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$');
ALTER TABLE "user" ADD CONSTRAINT user_email_check CHECK (email = lower(email));
ALTER TABLE item ADD CONSTRAINT item_key_check CHECK (octet_length(key) BETWEEN 1 AND 512);
ALTER TABLE item ADD CONSTRAINT item_revisions_check CHECK (since_revision >= 1 AND until_revision > since_revision);
ALTER TABLE asset ADD CONSTRAINT asset_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE asset ADD CONSTRAINT asset_source_check CHECK ((source_id IS NULL) = (source_role IS NULL));
ALTER TABLE dataset_revision ADD CONSTRAINT dataset_revision_number_check CHECK (number >= 1);

-- Bytes are stored once per organization and content type; what the server derives is addressed by its source.
CREATE UNIQUE INDEX asset_content_key ON asset (org_id, sha256, content_type) WHERE source_id IS NULL;

-- One publisher at a time for each dataset.
CREATE UNIQUE INDEX ingest_session_publishing_key ON ingest_session (dataset_id) WHERE state = 'PUBLISHING';

ALTER TABLE item_tag ADD CONSTRAINT item_tag_item_fkey
  FOREIGN KEY (org_id, item_id) REFERENCES item (org_id, id) ON DELETE CASCADE;
ALTER TABLE asset_text ADD CONSTRAINT asset_text_asset_fkey
  FOREIGN KEY (org_id, asset_id) REFERENCES asset (org_id, id) ON DELETE CASCADE;

-- Search -----------------------------------------------------------------------------------------------------------

ALTER TABLE transcript_segment ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED;
CREATE INDEX transcript_segment_search_idx ON transcript_segment USING gin (org_id, search);

-- to_tsvector takes a megabyte at most; a longer text is searched by its beginning.
ALTER TABLE asset_text ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', left(body, 250000))) STORED;
CREATE INDEX asset_text_search_idx ON asset_text USING gin (org_id, search);

-- A manifest on its way to becoming items. Lost with a crash of the database, and then read again.
CREATE UNLOGGED TABLE staged_item (
  org_id       uuid        NOT NULL,
  session_id   uuid        NOT NULL,
  line         integer     NOT NULL,
  key          text        NOT NULL,
  remove       boolean     NOT NULL DEFAULT false,
  type         "ItemType",
  title        text,
  tags         text[]      NOT NULL DEFAULT '{}',
  metadata     jsonb       NOT NULL DEFAULT '{}',
  created_at   timestamptz(3),
  content_hash bytea,
  -- [{ role, ordinal, sha256, contentType, filename }]
  assets       jsonb       NOT NULL DEFAULT '[]',
  annotations  jsonb       NOT NULL DEFAULT '[]',
  PRIMARY KEY (session_id, line)
);
CREATE INDEX staged_item_key_idx ON staged_item (session_id, key);

-- The access log ---------------------------------------------------------------------------------------------------

CREATE TABLE access_log_rest PARTITION OF access_log DEFAULT;

/* Makes the partitions of this month and the next `months`. Called at start and daily by the worker. */
CREATE FUNCTION ensure_access_log_partitions(months integer DEFAULT 2) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month timestamptz;
BEGIN
  FOR ahead IN 0..months LOOP
    month := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + make_interval(months => ahead);
    IF to_regclass(format('access_log_%s', to_char(month AT TIME ZONE 'UTC', 'YYYYMM'))) IS NULL THEN
      EXECUTE format(
        'CREATE TABLE access_log_%s PARTITION OF access_log FOR VALUES FROM (%L) TO (%L)',
        to_char(month AT TIME ZONE 'UTC', 'YYYYMM'), month, month + interval '1 month');
    END IF;
  END LOOP;
END $$;
SELECT ensure_access_log_partitions();

-- The role the API acts as: it owns nothing, and sees the rows of the viewer's organizations -------------------------

DO $$
BEGIN
  CREATE ROLE vitrine_app NOLOGIN NOINHERIT;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- roles belong to the cluster: another database of it came first
END $$;
DO $$
BEGIN
  EXECUTE format('GRANT vitrine_app TO %I', current_user);
EXCEPTION WHEN unique_violation THEN
  NULL; -- granted by a migration of another database at this moment
END $$;

/* The organizations of whoever asks, as set for this one statement (prisma/tenant-query.ts). NULLIF: after a commit a local setting is '', not null. */
CREATE FUNCTION app_org_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT string_to_array(NULLIF(current_setting('app.org_ids', true), ''), ',')::uuid[]
$$;

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOR tenant_table IN
    SELECT c.relname
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I TO vitrine_app USING (org_id = ANY ((SELECT app_org_ids())::uuid[]))', tenant_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO vitrine_app', tenant_table);
  END LOOP;
END $$;

REVOKE UPDATE, DELETE ON access_log FROM vitrine_app;

ALTER TABLE organization ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organization TO vitrine_app USING (id = ANY ((SELECT app_org_ids())::uuid[]));
GRANT SELECT, UPDATE ON organization TO vitrine_app;

ALTER TABLE "user" ENABLE ROW LEVEL SECURITY;
CREATE POLICY colleagues ON "user" FOR SELECT TO vitrine_app
  USING (
    EXISTS (SELECT FROM membership m WHERE m.user_id = "user".id AND m.org_id = ANY ((SELECT app_org_ids())::uuid[]))
  );
GRANT SELECT (id, email, name, created_at) ON "user" TO vitrine_app;

-- Sessions, identities and secrets are read by the authentication code alone, which acts as the owner.
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE password_reset ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO vitrine_app;

-- Jobs -------------------------------------------------------------------------------------------------------------

/* Queues a job in the caller's transaction; the queue itself is out of the application role's reach. */
CREATE FUNCTION enqueue_job(task text, payload json, job_key text DEFAULT NULL, run_at timestamptz DEFAULT NULL, queue text DEFAULT NULL)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, queue_name => queue, run_at => run_at, max_attempts => 8, job_key => job_key);
END $$;
REVOKE ALL ON FUNCTION enqueue_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_job TO vitrine_app;
REVOKE ALL ON FUNCTION ensure_access_log_partitions FROM PUBLIC;
