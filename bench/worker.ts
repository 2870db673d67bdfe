import { connectDatabases } from '#database/databases.ts';
import { defaultLimits } from '#domain/limits.ts';
import { continuePublish } from '#server/jobs/continue-publish.ts';
import { startWorker } from '#server/jobs/worker.ts';
import { createLogger } from '#server/logger.ts';
import { createS3Storage, type S3StorageOptions } from '#server/storage/s3-storage.ts';

/**
 * Worker in a separate process, so that its memory and CPU time can be measured. It runs all jobs, or only those of a
 * publish.
 */
const [connectionString = '', settings = '{}', work = 'all'] = process.argv.slice(2);
await startWorker({
  connectionString,
  databases: connectDatabases({ connectionString }),
  storage: createS3Storage(JSON.parse(settings) as S3StorageOptions),
  limits: defaultLimits,
  logger: createLogger('warn'),
  ...(work === 'publish' && { jobs: [continuePublish] }),
});
process.stdout.write('ready\n');
process.once('SIGINT', () => process.exit(0));
