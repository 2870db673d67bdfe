-- no transaction
CREATE INDEX CONCURRENTLY asset_unhashed_idx ON asset (org_id, id)
  WHERE thumbhash IS NULL AND source_role IN ('THUMBNAIL', 'POSTER', 'PREVIEW');
