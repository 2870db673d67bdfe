-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY ingest_session_org_id_dataset_id_idempotency_key_key ON ingest_session (org_id, dataset_id, idempotency_key);
