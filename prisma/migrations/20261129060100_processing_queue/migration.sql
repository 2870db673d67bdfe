-- Published files wait in a queue of their dataset, and workers take turns between organizations and datasets.

-- Files that no worker has begun with, in groups: a publish of a million files writes a thousand rows.
CREATE TABLE processing_batch (
  org_id     uuid    NOT NULL,
  id         bigint  GENERATED ALWAYS AS IDENTITY,
  dataset_id uuid    NOT NULL,
  revision   integer NOT NULL,
  asset_ids  uuid[]  NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, dataset_id) REFERENCES dataset (org_id, id) ON DELETE CASCADE
);
CREATE INDEX processing_batch_turn_idx ON processing_batch (org_id, dataset_id, id);

-- Files that a worker has begun with and not finished.
CREATE TABLE processing_claim (
  org_id     uuid     NOT NULL,
  asset_id   uuid     NOT NULL,
  dataset_id uuid     NOT NULL,
  revision   integer  NOT NULL,
  -- 0: quick steps are due, such as thumbnails. 1: only slow steps are left, such as waveforms.
  stage      smallint NOT NULL DEFAULT 0,
  -- The job that works on it; NULL while it waits.
  job_id     bigint,
  attempts   smallint NOT NULL DEFAULT 0,
  due_at     timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (org_id, asset_id),
  FOREIGN KEY (org_id, asset_id) REFERENCES asset (org_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, dataset_id) REFERENCES dataset (org_id, id) ON DELETE CASCADE
);
CREATE INDEX processing_claim_turn_idx ON processing_claim (org_id, stage, dataset_id, due_at) WHERE job_id IS NULL;
CREATE INDEX processing_claim_job_idx ON processing_claim (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX processing_claim_dataset_idx ON processing_claim (org_id, dataset_id);

/*
 * Queues a lane of an organization: a job that takes a few files, and queues itself again. The first lane of every
 * organization comes before the second of any, and quick steps before slow ones. A lane that waits keeps its time.
 */
CREATE FUNCTION enqueue_processing(
  org_id uuid, stage integer DEFAULT 0, lane integer DEFAULT 0, run_at timestamptz DEFAULT NULL,
  after_dataset uuid DEFAULT NULL)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  lane_key text := format('processFiles:%s:%s:%s', org_id, stage, lane);
  planned timestamptz;
BEGIN
  SELECT least(coalesce(enqueue_processing.run_at, now()), job.run_at) INTO planned
  FROM (SELECT) AS always LEFT JOIN graphile_worker.jobs job
    ON job.key = lane_key AND job.locked_at IS NULL AND job.attempts < job.max_attempts;
  PERFORM graphile_worker.add_job(
    'processFiles',
    json_build_object('orgId', org_id, 'stage', stage, 'lane', lane, 'after', after_dataset),
    run_at => planned, max_attempts => 8, job_key => lane_key, priority => 10 + 2 * lane + stage);
END $$;
REVOKE ALL ON FUNCTION enqueue_processing FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_processing TO vitrine_app;

ALTER TABLE processing_batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON processing_batch TO vitrine_app USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON processing_batch TO vitrine_app;
ALTER TABLE processing_claim ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON processing_claim TO vitrine_app USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON processing_claim TO vitrine_app;
