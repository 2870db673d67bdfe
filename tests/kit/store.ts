import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startObjectStore } from '#object-store/start-object-store.ts';
import { createS3Storage, type S3Storage, type S3StorageOptions } from '#server/storage/s3-storage.ts';
import { dataFolder } from './processes.ts';

export interface TestStore {
  /** Settings to connect to the store over the S3 protocol. */
  settings: S3StorageOptions;
  storage: S3Storage;
  close(): Promise<void>;
}

/** Starts a real object store in a separate folder, on a free port. */
export async function startTestStore(allowedOrigins: readonly string[] = []): Promise<TestStore> {
  const directory = mkdtempSync(join(dataFolder(), 'vitrine-test-objects-'));
  const keys = {
    region: 'us-east-1',
    bucket: 'vitrine',
    accessKeyId: 'test',
    secretAccessKey: 'secret-of-the-test-store',
  };
  const store = await startObjectStore({ ...keys, directory, port: 0, allowedOrigins });
  const settings = { ...keys, endpoint: store.endpoint, forcePathStyle: true };
  const storage = createS3Storage(settings);
  return {
    settings,
    storage,
    async close() {
      storage.close();
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
