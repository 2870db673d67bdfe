-- What uploads need beside their rows: counts on the session, a list of objects to delete, news for whoever follows a session.

-- How far a session is, kept by the trigger below: counting a million rows for each question would take too long.
ALTER TABLE ingest_session
  ADD COLUMN files_declared   INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN files_verified   INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN files_mismatched INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN bytes_declared   BIGINT  NOT NULL DEFAULT 0,
  ADD COLUMN bytes_verified   BIGINT  NOT NULL DEFAULT 0,
  ADD COLUMN released_at      TIMESTAMPTZ(3);

-- When URLs for a file were last given out: it is looked for often after that, and ever less often later.
ALTER TABLE upload ADD COLUMN requested_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Since when nothing refers to an asset, as the last sweep saw it.
ALTER TABLE asset ADD COLUMN unreferenced_at TIMESTAMPTZ(3);
CREATE INDEX asset_unreferenced_idx ON asset (unreferenced_at) WHERE unreferenced_at IS NOT NULL;

-- A session's list is read by id, which is in the order of time.
DROP INDEX ingest_session_org_id_dataset_id_created_at_idx;
CREATE INDEX ingest_session_org_id_dataset_id_id_idx ON ingest_session (org_id, dataset_id, id);

-- What the sweep of sessions looks for.
CREATE INDEX ingest_session_expiry_idx ON ingest_session (expires_at) WHERE state = 'OPEN';
CREATE INDEX ingest_session_unreleased_idx ON ingest_session (id)
  WHERE released_at IS NULL AND state IN ('PUBLISHED', 'FAILED', 'ABANDONED');

-- Objects that no row names any more. They are deleted later: an upload URL may still be alive, and a store can be down.
CREATE TABLE discarded_object (
  object_key   TEXT           NOT NULL PRIMARY KEY,
  org_id       UUID           NOT NULL,
  multipart_id TEXT,
  delete_after TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX discarded_object_delete_after_idx ON discarded_object (delete_after);
ALTER TABLE discarded_object ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON discarded_object TO vitrine_app USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON discarded_object TO vitrine_app;

-- The counts -------------------------------------------------------------------------------------------------------

/* Whoever changes uploads locks their session's row first, so that this never waits for a row while holding others. */
CREATE FUNCTION count_uploads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE ingest_session session SET
      files_declared = files_declared + change.declared,
      files_verified = files_verified + change.verified,
      files_mismatched = files_mismatched + change.mismatched,
      bytes_declared = bytes_declared + change.declared_bytes,
      bytes_verified = bytes_verified + change.verified_bytes
    FROM (
      SELECT
        session_id,
        count(*) AS declared,
        count(*) FILTER (WHERE state = 'VERIFIED') AS verified,
        count(*) FILTER (WHERE state = 'MISMATCHED') AS mismatched,
        sum(byte_size) AS declared_bytes,
        coalesce(sum(byte_size) FILTER (WHERE state = 'VERIFIED'), 0) AS verified_bytes
      FROM new_rows
      GROUP BY session_id
    ) AS change
    WHERE session.id = change.session_id;
  ELSE
    UPDATE ingest_session session SET
      files_verified = files_verified + change.verified,
      files_mismatched = files_mismatched + change.mismatched,
      bytes_declared = bytes_declared + change.declared_bytes,
      bytes_verified = bytes_verified + change.verified_bytes
    FROM (
      SELECT
        session_id,
        sum(sign) FILTER (WHERE state = 'VERIFIED') AS verified,
        sum(sign) FILTER (WHERE state = 'MISMATCHED') AS mismatched,
        sum(sign * byte_size) AS declared_bytes,
        sum(sign * byte_size) FILTER (WHERE state = 'VERIFIED') AS verified_bytes
      FROM (
        SELECT session_id, state, byte_size, 1 AS sign FROM new_rows
        UNION ALL
        SELECT session_id, state, byte_size, -1 FROM old_rows
      ) AS changed
      GROUP BY session_id
    ) AS sums,
    LATERAL (
      SELECT
        coalesce(sums.verified, 0) AS verified,
        coalesce(sums.mismatched, 0) AS mismatched,
        sums.declared_bytes,
        coalesce(sums.verified_bytes, 0) AS verified_bytes
    ) AS change
    WHERE session.id = sums.session_id
      AND (change.verified, change.mismatched, change.declared_bytes, change.verified_bytes) <> (0, 0, 0, 0);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER upload_inserted AFTER INSERT ON upload
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_uploads();
CREATE TRIGGER upload_updated AFTER UPDATE ON upload
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_uploads();

-- The news ---------------------------------------------------------------------------------------------------------

/* Tells every API process that a session has moved on: once for each transaction, however many files that concerned. */
CREATE FUNCTION notify_ingest_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('ingest_session', NEW.id::text);
  RETURN NULL;
END $$;

CREATE TRIGGER ingest_session_changed AFTER UPDATE ON ingest_session FOR EACH ROW
  WHEN (
    (OLD.state, OLD.phase, OLD.files_declared, OLD.files_verified, OLD.files_mismatched, OLD.bytes_declared,
      OLD.item_count, OLD.items_staged, OLD.issue_count, OLD.revision)
    IS DISTINCT FROM
    (NEW.state, NEW.phase, NEW.files_declared, NEW.files_verified, NEW.files_mismatched, NEW.bytes_declared,
      NEW.item_count, NEW.items_staged, NEW.issue_count, NEW.revision)
  )
  EXECUTE FUNCTION notify_ingest_session();

-- Jobs -------------------------------------------------------------------------------------------------------------

/* As before, and: with `keep_earlier`, a job with the key that waits already keeps its time if that is the earlier one. */
DROP FUNCTION enqueue_job;
CREATE FUNCTION enqueue_job(
  task text, payload json, job_key text DEFAULT NULL, run_at timestamptz DEFAULT NULL, queue text DEFAULT NULL,
  keep_earlier boolean DEFAULT false)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  planned timestamptz := run_at;
BEGIN
  IF keep_earlier THEN
    SELECT least(coalesce(enqueue_job.run_at, now()), job.run_at) INTO planned
    FROM (SELECT) AS always LEFT JOIN graphile_worker.jobs job
      ON job.key = enqueue_job.job_key AND job.locked_at IS NULL AND job.attempts < job.max_attempts;
  END IF;
  PERFORM graphile_worker.add_job(task, payload, queue_name => queue, run_at => planned, max_attempts => 8, job_key => job_key);
END $$;
REVOKE ALL ON FUNCTION enqueue_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_job TO vitrine_app;
