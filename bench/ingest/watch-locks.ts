import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/**
 * Asks for a dataset's row again and again, as whoever changes the dataset does; answers the longest it had to wait for
 * it, in milliseconds.
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
