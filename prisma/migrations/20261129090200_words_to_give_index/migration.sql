-- no transaction
CREATE INDEX CONCURRENTLY asset_words_pending_idx ON asset_words (asset_id) WHERE pending_run IS NOT NULL;
