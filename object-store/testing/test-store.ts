import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { createS3Storage, type S3Storage, type S3StorageOptions } from '#server/storage/s3-storage.ts';
import { dataFolder } from '#tests/kit/processes.ts';
import { type ObjectStoreOptions, startObjectStore } from '../start-object-store.ts';

export const bucket = 'vitrine';
export const viewerOrigin = 'https://viewer.example';

/** Credentials. Those of alice are the keys of the store. Those of mallory are invented. */
export const alice = { accessKeyId: 'AKIAALICE', secretAccessKey: 'secret-of-alice', region: 'eu-central-1' };
export const mallory = { ...alice, secretAccessKey: 'guess-of-mallory' };

export interface TestStore {
  endpoint: string;
  directory: string;
  client: S3Client;
  storage: S3Storage;
  /** Returns a client of the AWS SDK with the given settings. */
  clientWith(settings: S3ClientConfig): S3Client;
  storageWith(settings: Partial<S3StorageOptions>): S3Storage;
  /** Returns the files on the disk that belong to no object: incomplete files, and parts of open uploads. */
  leftovers(): Promise<string[]>;
  /** Closes the store. Throws if the store had an internal error. */
  close(): Promise<void>;
}

/** Starts a store with a new directory on a free port, and creates clients for it. */
export async function openTestStore(options: Partial<ObjectStoreOptions> = {}): Promise<TestStore> {
  const directory = options.directory ?? (await mkdtemp(join(dataFolder(), 'object-store-')));
  const errors: unknown[] = [];
  const store = await startObjectStore({
    directory,
    port: 0,
    bucket,
    ...alice,
    allowedOrigins: [viewerOrigin],
    onError: (error) => errors.push(error),
    ...options,
  });
  const clients = clientsOf(store.endpoint);
  const leftovers = async () => {
    const folders = await Promise.all(['drafts', 'multipart'].map((folder) => readdir(join(directory, folder))));
    return folders.flat();
  };
  return {
    endpoint: store.endpoint,
    directory,
    ...clients,
    leftovers,
    close: async () => {
      clients.client.destroy();
      clients.storage.close();
      await store.close();
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
      if (errors.length > 0) throw new AggregateError(errors, 'The store met errors.');
    },
  };
}

export function clientsOf(endpoint: string) {
  const clientWith = (settings: S3ClientConfig) =>
    new S3Client({
      endpoint,
      forcePathStyle: true,
      region: alice.region,
      credentials: alice,
      maxAttempts: 1,
      ...settings,
    });
  const storageWith = (settings: Partial<S3StorageOptions>) =>
    createS3Storage({ endpoint, bucket, ...alice, forcePathStyle: true, ...settings });
  return { clientWith, storageWith, client: clientWith({}), storage: storageWith({}) };
}
