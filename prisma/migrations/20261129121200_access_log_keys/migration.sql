-- no transaction
-- The partitions are listed here, and CREATE INDEX CONCURRENTLY cannot run in a DO block. Each partition is a transaction of
-- its own. While the index of the current month is built, the log cannot be written, so views and downloads fail. That takes
-- a few seconds for each million entries of this month.
DO $$
DECLARE
  partition regclass;
BEGIN
  FOR partition IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'access_log'::regclass LOOP
    EXECUTE format('CREATE UNIQUE INDEX IF NOT EXISTS %I ON %s (org_id, at, id)', partition::text || '_org_key', partition);
    COMMIT;
  END LOOP;
END $$;
