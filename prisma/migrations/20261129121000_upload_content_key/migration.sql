-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY upload_org_id_session_id_sha256_content_type_key ON upload (org_id, session_id, sha256, content_type);
