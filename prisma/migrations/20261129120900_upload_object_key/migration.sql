-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY upload_object_key_org_id_key ON upload (object_key, org_id);
