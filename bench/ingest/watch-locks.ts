import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/**
 * Locks the row of a dataset again and again, as changes of a dataset do. Returns the longest wait for the lock, in
 * milliseconds.
 */
export function watchLocks({ connectionString }: { connectionString: string }, datasetId: string) {
  const stopping = new AbortController();
  const watch = async () => {
    const client = new Client({ connectionString });
    await client.connect();
    let longest = 0;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      await client.query('SELECT 1 FROM dataset WHERE id = $1 FOR SHARE', [datasetId]);
      longest = Math.max(longest, performance.now() - startedAt);
      await sleep(1);
    }
    await client.end();
    return longest;
  };
  const watching = watch();
  return {
    stop() {
      stopping.abort();
      return watching;
    },
  };
}
