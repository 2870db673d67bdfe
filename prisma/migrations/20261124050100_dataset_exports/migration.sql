-- Exports: what was asked for, how far it is, the files it has become and until when they are kept.

CREATE TYPE "ExportState" AS ENUM ('QUEUED', 'RUNNING', 'READY', 'FAILED');

-- Nothing has been written to it before. Its policy and grants come with it.
ALTER TABLE export RENAME TO dataset_export;
ALTER TABLE dataset_export RENAME CONSTRAINT export_pkey TO dataset_export_pkey;
ALTER TABLE dataset_export RENAME CONSTRAINT export_org_id_dataset_id_fkey TO dataset_export_org_id_dataset_id_fkey;
ALTER INDEX export_org_id_id_key RENAME TO dataset_export_org_id_id_key;
DROP INDEX export_org_id_dataset_id_created_at_idx;

ALTER TABLE dataset_export
  DROP COLUMN state,
  ADD COLUMN state "ExportState" NOT NULL DEFAULT 'QUEUED',
  ADD COLUMN with_reviews boolean NOT NULL DEFAULT false,
  ADD COLUMN origin text NOT NULL,
  ADD COLUMN attempt integer NOT NULL DEFAULT 0,
  ADD COLUMN items_written integer NOT NULL DEFAULT 0,
  ADD COLUMN items_expected integer,
  ADD COLUMN sha256 text,
  ADD COLUMN data_object_key text,
  ADD COLUMN data_byte_size bigint,
  ADD COLUMN data_sha256 text,
  ADD COLUMN expires_at timestamptz(3) NOT NULL,
  ALTER COLUMN requested_by DROP NOT NULL,
  ADD CONSTRAINT dataset_export_ready_check
    CHECK (state <> 'READY' OR (object_key, byte_size, sha256, item_count, finished_at) IS NOT NULL),
  ADD CONSTRAINT dataset_export_failed_check CHECK (state <> 'FAILED' OR reason IS NOT NULL);

-- Ids are in the order of time.
CREATE INDEX dataset_export_org_id_dataset_id_id_idx ON dataset_export (org_id, dataset_id, id);
CREATE INDEX dataset_export_org_id_requested_by_id_idx ON dataset_export (org_id, requested_by, id);
CREATE INDEX dataset_export_expires_at_idx ON dataset_export (expires_at);
