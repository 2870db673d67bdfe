-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY discarded_object_org_key ON discarded_object (org_id, object_key);
