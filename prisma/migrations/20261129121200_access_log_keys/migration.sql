-- no transaction
-- A partitioned table takes no CREATE INDEX CONCURRENTLY. Each partition is a transaction of its own, so that writers of
-- the log wait for the current month at most.
DO $$
DECLARE
  partition regclass;
BEGIN
  FOR partition IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'access_log'::regclass LOOP
    EXECUTE format('CREATE UNIQUE INDEX IF NOT EXISTS %I ON %s (org_id, at, id)', partition::text || '_org_key', partition);
    COMMIT;
  END LOOP;
END $$;
