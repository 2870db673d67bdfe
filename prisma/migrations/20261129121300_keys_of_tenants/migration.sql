-- no transaction
-- The primary key of a table with org_id begins with it, and its unique indexes name it. The indexes exist: each step
-- changes the catalog alone, for one table, in a transaction of its own. A step that does not get its lock soon gives up and
-- tries again, so that nobody waits behind it. A step that is done already is left out.
DO $$
DECLARE
  lock_patience constant text := '200ms';
  step record;
  partition record;
BEGIN
  FOR step IN
    SELECT p.name, p.index, format(
      'ALTER TABLE %1$I DROP CONSTRAINT %2$I, ADD CONSTRAINT %3$I PRIMARY KEY USING INDEX %4$I',
      p.name, c.conname, p.name || '_pkey', p.index) AS statement
    FROM (VALUES
      ('item', 'item_org_id_id_key'),
      ('item_asset', 'item_asset_org_key'),
      ('asset', 'asset_org_id_id_key'),
      ('asset_processing', 'asset_processing_org_key'),
      ('asset_text', 'asset_text_org_key'),
      ('transcript_segment', 'transcript_segment_org_key'),
      ('annotation', 'annotation_org_id_id_key'),
      ('dataset', 'dataset_org_id_id_key'),
      ('dataset_revision', 'dataset_revision_org_key'),
      ('dataset_grant', 'dataset_grant_org_key'),
      ('dataset_export', 'dataset_export_org_id_id_key'),
      ('share_link', 'share_link_org_id_id_key'),
      ('api_token', 'api_token_org_id_id_key'),
      ('api_token_dataset', 'api_token_dataset_org_key'),
      ('invitation', 'invitation_org_id_id_key'),
      ('item_schema', 'item_schema_org_key'),
      ('ingest_session', 'ingest_session_org_id_id_key'),
      ('ingest_issue', 'ingest_issue_org_key'),
      ('publish_request', 'publish_request_org_id_session_id_key'),
      ('staged_item', 'staged_item_org_key'),
      ('upload', 'upload_org_id_id_key'),
      ('discarded_object', 'discarded_object_org_key'),
      ('webhook', 'webhook_org_id_id_key'),
      ('webhook_delivery', 'webhook_delivery_org_key')
    ) AS p (name, index)
    JOIN pg_constraint c ON c.conrelid = p.name::regclass AND c.contype = 'p'
    UNION ALL
    SELECT NULL, o.index, format('DROP INDEX %I', o.index)
    FROM (VALUES
      ('asset_object_key_key'),
      ('asset_source_id_source_role_key'),
      ('upload_object_key_key'),
      ('upload_session_id_sha256_content_type_key'),
      ('ingest_session_dataset_id_idempotency_key_key'),
      ('ingest_session_publishing_key')
    ) AS o (index)
  LOOP
    CONTINUE WHEN to_regclass(step.index) IS NULL;
    LOOP
      BEGIN
        PERFORM set_config('lock_timeout', lock_patience, true);
        EXECUTE step.statement;
        EXIT;
      EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
        PERFORM pg_sleep(0.05);
      END;
    END LOOP;
    COMMIT;
  END LOOP;

  -- The log and its partitions change together. The key then serves its lists, too.
  IF to_regclass('access_log_org_id_at_id_idx') IS NOT NULL THEN
    LOOP
      BEGIN
        PERFORM set_config('lock_timeout', lock_patience, true);
        ALTER TABLE access_log DROP CONSTRAINT access_log_pkey;
        FOR partition IN
          SELECT inhrelid::regclass AS name, inhrelid::regclass::text || '_org_key' AS index
          FROM pg_inherits WHERE inhparent = 'access_log'::regclass
        LOOP
          CONTINUE WHEN to_regclass(quote_ident(partition.index)) IS NULL;
          EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I PRIMARY KEY USING INDEX %I',
            partition.name, partition.name::text || '_pkey', partition.index);
        END LOOP;
        ALTER TABLE access_log ADD CONSTRAINT access_log_pkey PRIMARY KEY (org_id, at, id);
        DROP INDEX access_log_org_id_at_id_idx;
        EXIT;
      EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
        PERFORM pg_sleep(0.05);
      END;
    END LOOP;
    COMMIT;
  END IF;
END $$;
