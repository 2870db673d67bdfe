-- Which Vitrine this database belongs to. Its name stands in the bucket too, so that two that share one know of each other.
CREATE TABLE deployment (
  id uuid PRIMARY KEY,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX deployment_single_idx ON deployment ((TRUE));
INSERT INTO deployment (id) VALUES (gen_random_uuid());

-- Sweeps ask of any object whether a row names it.
CREATE INDEX ingest_session_report_object_key_idx ON ingest_session (report_object_key) WHERE report_object_key IS NOT NULL;
CREATE INDEX upload_multipart_id_idx ON upload (multipart_id) WHERE multipart_id IS NOT NULL;
