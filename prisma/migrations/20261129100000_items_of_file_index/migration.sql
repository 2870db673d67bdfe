-- no transaction
CREATE INDEX CONCURRENTLY item_asset_org_id_asset_id_item_id_idx ON item_asset (org_id, asset_id, item_id);
