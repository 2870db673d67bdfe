-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY asset_org_id_source_id_source_role_key ON asset (org_id, source_id, source_role);
