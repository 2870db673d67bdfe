-- no transaction
CREATE INDEX CONCURRENTLY item_sort_key_idx ON item (org_id, dataset_id, sort_key, position);
