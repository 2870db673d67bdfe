-- no transaction
CREATE INDEX CONCURRENTLY item_unindexed_idx ON item (org_id, id) WHERE words_version = 0;
