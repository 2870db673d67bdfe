import { connectDatabases } from '#database/databases.ts';
import { defaultLimits } from '#domain/limits.ts';
import type { Storage } from '#domain/storage.ts';
import { createLogger } from '../../logger.ts';
import { implement } from '../kit.ts';
import { startWorker } from '../worker.ts';

/** Process for tests that takes a job and prints `working`. It never ends, so the test must kill it. */
const connectionString = process.argv[2]!;
await startWorker({
  connectionString,
  databases: connectDatabases({ connectionString }),
  storage: {} as Storage, // the job does not use it
  limits: defaultLimits,
  logger: createLogger('silent'),
  jobs: [
    implement('sweepSessions', async () => {
      process.stdout.write('working\n');
      await new Promise(() => {});
    }),
  ],
});
