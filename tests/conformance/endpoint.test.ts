import { afterAll, beforeAll, test } from 'vitest';
import { createS3Storage, type S3Storage, type S3StorageOptions } from '#server/storage/s3-storage.ts';
import { isAtHand } from '#tests/kit/at-hand.ts';
import { testStorage } from './test-storage.ts';

/*
 * Tests any other S3 store, to find out whether Vitrine can use it. Writes to the bucket and does not clean up:
 *
 *   CONFORMANCE_S3_ENDPOINT=http://… CONFORMANCE_S3_BUCKET=… CONFORMANCE_S3_ACCESS_KEY_ID=… \
 *   CONFORMANCE_S3_SECRET_ACCESS_KEY=… CONFORMANCE_S3_REGION=us-east-1 \
 *   npx vitest run tests/conformance/endpoint.test.ts
 */
const { env } = process;
const endpoint = env['CONFORMANCE_S3_ENDPOINT'];

if (endpoint === undefined) {
  isAtHand(false, 'a store of your choice, named in CONFORMANCE_S3_ENDPOINT', 'REQUIRE_CONFORMANCE');
  test.skip('a store of your choice: CONFORMANCE_S3_ENDPOINT is not set', () => undefined);
} else {
  const settings: S3StorageOptions = {
    endpoint,
    bucket: env['CONFORMANCE_S3_BUCKET'] ?? 'vitrine-conformance',
    accessKeyId: env['CONFORMANCE_S3_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: env['CONFORMANCE_S3_SECRET_ACCESS_KEY'] ?? '',
    region: env['CONFORMANCE_S3_REGION'] ?? 'us-east-1',
    forcePathStyle: env['CONFORMANCE_S3_FORCE_PATH_STYLE'] !== 'false',
  };
  let storage: S3Storage;
  beforeAll(async () => {
    storage = createS3Storage(settings);
    await storage.ensureBucket();
  });
  afterAll(() => storage.close());
  testStorage(endpoint, () => ({ storage, storageWith: (other) => createS3Storage({ ...settings, ...other }) }));
}
