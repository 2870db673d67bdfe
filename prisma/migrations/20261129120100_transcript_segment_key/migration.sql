-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY transcript_segment_org_key ON transcript_segment (org_id, asset_id, ordinal);
