-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY item_asset_org_key ON item_asset (org_id, item_id, role, ordinal);
