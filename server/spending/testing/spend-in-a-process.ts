import { Pool } from 'pg';
import { createLogger } from '../../logger.ts';
import type { BucketSize } from '../bucket-size.ts';
import { costBuckets } from '../cost-buckets.ts';
import { sharedLevels } from '../shared-levels.ts';

interface Order {
  connectionString: string;
  size: BucketSize;
  operationLimit: number;
  points: number;
  tries: number;
}

/** Process for tests. After a message, it spends points as fast as possible, and reports how many it spent. */
process.once('message', (order: Order) => {
  spend(order).then(
    (granted) => process.send?.({ granted }, () => process.disconnect()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.('ready');

async function spend({ connectionString, size, operationLimit, points, tries }: Order): Promise<number> {
  const pool = new Pool({ connectionString, max: 2 });
  const levels = sharedLevels(pool, size);
  const buckets = costBuckets({ size, operationLimit, levels, logger: createLogger('silent') });
  let granted = 0;
  for (let index = 0; index < tries; index += 1) {
    if ((await buckets.spend([{ key: 'crowd', points }])).granted) granted += 1;
  }
  await buckets.close();
  await pool.end();
  return granted;
}
