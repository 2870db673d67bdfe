-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY asset_processing_org_key ON asset_processing (org_id, asset_id, task);
