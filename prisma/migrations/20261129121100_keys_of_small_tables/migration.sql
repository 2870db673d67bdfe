-- Tables with few rows: their indexes are made at once. The next migrations make them primary keys.
CREATE UNIQUE INDEX api_token_dataset_org_key ON api_token_dataset (org_id, token_id, dataset_id);
CREATE UNIQUE INDEX dataset_grant_org_key ON dataset_grant (org_id, dataset_id, user_id);
CREATE UNIQUE INDEX dataset_revision_org_key ON dataset_revision (org_id, id);
CREATE UNIQUE INDEX item_schema_org_key ON item_schema (org_id, id);
CREATE UNIQUE INDEX webhook_delivery_org_key ON webhook_delivery (org_id, id);
CREATE UNIQUE INDEX ingest_session_org_id_dataset_id_idempotency_key_key ON ingest_session (org_id, dataset_id, idempotency_key);
CREATE UNIQUE INDEX ingest_session_org_publishing_key ON ingest_session (org_id, dataset_id) WHERE state = 'PUBLISHING';
