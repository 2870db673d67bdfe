-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY ingest_session_org_publishing_key ON ingest_session (org_id, dataset_id) WHERE state = 'PUBLISHING';
