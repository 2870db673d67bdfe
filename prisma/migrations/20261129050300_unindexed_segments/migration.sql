-- no transaction
CREATE INDEX CONCURRENTLY transcript_segment_unindexed_idx ON transcript_segment (org_id, asset_id) WHERE words_version = 0;
