import { afterAll, beforeAll, expect, test } from 'vitest';
import { createS3Storage, type S3StorageOptions } from '#server/storage/s3-storage.ts';
import { isAtHand } from '#tests/kit/at-hand.ts';
import { missingPrograms, startRadosgw } from './start-radosgw.ts';
import type { StoreUnderTest } from './storage/store-under-test.ts';
import { testStorage } from './test-storage.ts';

/* An S3 store that shares no code with Vitrine's, so that an error in both the store and its tests is found. */
const alice = { accessKeyId: 'AKIAALICE', secretAccessKey: 'secret-of-alice', region: 'us-east-1' };
/** Deviations of the release in Debian (16) from the current AWS. */
const noSha256 = 'it ignores x-amz-checksum-sha256 beyond its signature';
const deviations = {
  'HEAD gives the SHA-256 that the store checked': noSha256,
  'an upload with other bytes of the same length is refused and stores nothing': noSha256,
  'the list of parts has the checksums that the store checked': noSha256,
  'a part with other bytes than signed is refused': noSha256,
  'a key that is taken stays as it is when parts are joined': 'it takes If-None-Match for whole objects only',
  'an aborted upload cannot be completed': 'it answers with an internal error',
};

const missing = missingPrograms();

if (
  isAtHand(
    missing.length === 0,
    `radosgw (missing: ${missing.join(', ')}; Debian's radosgw, ceph-mon and ceph-osd)`,
    'REQUIRE_RADOSGW',
  )
) {
  let gateway: Awaited<ReturnType<typeof startRadosgw>>;
  let store: StoreUnderTest & { storage: { close(): void } };
  beforeAll(async () => {
    gateway = await startRadosgw(alice);
    const storageWith = (settings: Partial<S3StorageOptions>) =>
      createS3Storage({ endpoint: gateway.endpoint, bucket: 'vitrine', ...alice, forcePathStyle: true, ...settings });
    store = { storage: storageWith({}), storageWith };
    await store.storage.ensureBucket();
  });
  afterAll(async () => {
    store?.storage.close();
    await gateway?.stop();
  });
  testStorage('radosgw', () => store, deviations);

  test('a bucket that the server makes lets pages of the viewer read, and no others', async () => {
    const origin = 'https://data.example.org';
    const storage = createS3Storage({
      endpoint: gateway.endpoint,
      bucket: 'made-by-the-server',
      ...alice,
      forcePathStyle: true,
    });
    try {
      expect(await storage.ensureBucket([origin])).toBeNull();
      expect(await storage.checkCors(origin)).toEqual({ state: 'ok' });
      expect(await storage.checkCors('https://elsewhere.example')).toMatchObject({ state: 'wrong' });
    } finally {
      storage.close();
    }
  });
} else {
  test.skip('radosgw is not installed', () => undefined);
}
