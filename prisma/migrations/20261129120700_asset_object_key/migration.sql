-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY asset_object_key_org_id_key ON asset (object_key, org_id);
