import { defaultLimits } from '#domain/limits.ts';
import { connectDatabases } from '#prisma/databases.ts';
import { startWorker } from '#server/jobs/worker.ts';
import { createLogger } from '#server/logger.ts';
import { createS3Storage, type S3StorageOptions } from '#server/storage/s3-storage.ts';

/** A worker with all its jobs, in a process of its own, whose processor time can be read from outside. */
const [connectionString = '', settings = '{}'] = process.argv.slice(2);
await startWorker({
  connectionString,
  databases: connectDatabases({ connectionString }),
  storage: createS3Storage(JSON.parse(settings) as S3StorageOptions),
  limits: defaultLimits,
  logger: createLogger('warn'),
});
process.stdout.write('ready\n');
process.once('SIGINT', () => process.exit(0));
