-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY ingest_issue_org_key ON ingest_issue (org_id, session_id, ordinal);
