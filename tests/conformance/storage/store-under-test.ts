import { expect } from 'vitest';
import type { SignedRequest } from '#domain/storage.ts';
import { sha256 } from '#object-store/testing/bytes.ts';
import { type RawAnswer, send } from '#object-store/testing/send.ts';
import type { S3Storage, S3StorageOptions } from '#server/storage/s3-storage.ts';

/** A case of a behavior that Vitrine needs from any S3 store. */
export interface StorageCase {
  name: string;
  run(store: StoreUnderTest): Promise<void>;
}

export interface StoreUnderTest {
  storage: S3Storage;
  /** Returns access to the same store and bucket with other settings. */
  storageWith(settings: Partial<S3StorageOptions>): S3Storage;
}

export const bytes = Buffer.from('exactly these bytes');
export const other = Buffer.from('exactly those bytes');
export const image = (objectKey: string) => ({
  objectKey,
  byteSize: bytes.length,
  contentType: 'image/png',
  sha256: sha256(bytes),
});
export const served = (objectKey: string) =>
  ({
    objectKey,
    contentType: 'image/png',
    filename: 'wren.png',
    disposition: 'INLINE',
    sensitive: false,
    ttlSeconds: 300,
  }) as const;

export const upload = (signed: SignedRequest, body: Uint8Array = bytes) => send({ ...signed, body });
export const signed = ({ storage }: StoreUnderTest, objectKey: string) => storage.signPut(image(objectKey), 300);
export const stored = async (store: StoreUnderTest, objectKey: string) => {
  expect((await upload(await signed(store, objectKey))).status).toBe(200);
};
export const readAll = async (
  { storage }: StoreUnderTest,
  objectKey: string,
  range?: { start: number; end: number },
) => {
  const pieces: Buffer[] = [];
  for await (const piece of await storage.read(objectKey, range)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
};
export const expectRefused = (answer: RawAnswer) =>
  expect(answer.status, answer.body.toString()).toSatisfy((status: number) => status >= 400 && status < 500);
