import { connectDatabases } from '#database/databases.ts';
import { defaultLimits } from '#domain/limits.ts';
import { createLogger } from '../../logger.ts';
import { createS3Storage, type S3StorageOptions } from '../../storage/s3-storage.ts';
import { exportDataset } from '../export-dataset.ts';
import { startWorker } from '../worker.ts';

/**
 * Process for tests that writes the items of an export to the store, then prints `working`. It never ends, so the test
 * must kill it.
 */
const connectionString = process.argv[2]!;
const storage = createS3Storage(JSON.parse(process.argv[3]!) as S3StorageOptions);
await startWorker({
  connectionString,
  databases: connectDatabases({ connectionString }),
  storage: {
    ...storage,
    async write(object) {
      if (object.contentType === 'application/x-ndjson') return storage.write(object);
      process.stdout.write('working\n');
      return new Promise(() => {});
    },
  },
  limits: defaultLimits,
  logger: createLogger('silent'),
  jobs: [exportDataset],
});
