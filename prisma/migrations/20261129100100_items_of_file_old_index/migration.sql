-- no transaction
DROP INDEX CONCURRENTLY item_asset_org_id_asset_id_idx;
