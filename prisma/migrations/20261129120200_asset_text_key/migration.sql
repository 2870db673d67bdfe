-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY asset_text_org_key ON asset_text (org_id, asset_id);
