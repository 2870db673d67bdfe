import { GetObjectCommand, PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBucketAddress } from './bucket-address.ts';
import { hexToBase64 } from './digests.ts';
import { createPresigner } from './presigner.ts';
import { createS3Client, type S3Settings } from './s3-client.ts';
import { createUrlSigner } from './url-signer.ts';

const key = { region: 'eu-central-1', accessKeyId: 'AKIA/ALICE+', secretAccessKey: 'secret/of+alice=' };
const stores: Record<string, S3Settings> = {
  'a store by path': { ...key, endpoint: 'http://127.0.0.1:9000', bucket: 'vitrine', forcePathStyle: true },
  'a store behind a path': { ...key, endpoint: 'https://example.org/s3/', bucket: 'vitrine', forcePathStyle: true },
  'a store by host name': { ...key, endpoint: 'https://s3.example.org:8443', bucket: 'vitrine', forcePathStyle: false },
  'a store over IPv6': { ...key, endpoint: 'http://[::1]:9000', bucket: 'vitrine', forcePathStyle: true },
  AWS: { ...key, bucket: 'vitrine', forcePathStyle: false },
  'AWS, a bucket with dots': { ...key, bucket: 'vitrine.example.org', forcePathStyle: false },
  'AWS, with a session token': { ...key, sessionToken: 'to/ken+==', bucket: 'vitrine', forcePathStyle: false },
};

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((value) => value.isWellFormed());
const objectKey = fc.oneof(fc.uuid(), text, fc.constantFrom("a b/ü/(c)'!*~", 'a//b', '../x', '.', 'a/%2F?#&+='));
const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);
const byteSize = fc.integer({ min: 0, max: 5e9 });
const contentType = fc.constantFrom('image/png', 'text/plain;  charset=utf-8', 'application/vnd.a+json');
const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const seconds = fc.integer({ min: 60, max: 300 });

describe.each(Object.entries(stores))('URLs for %s are, byte for byte, those of the AWS SDK', (_name, settings) => {
  const client = createS3Client(settings);
  const signer = async (now: Date) =>
    createUrlSigner(createPresigner(await findBucketAddress(client, settings.bucket), settings), () => now);
  const options = (signingDate: Date, expiresIn: number, signableHeaders = ['content-type']) => ({
    signingDate,
    expiresIn,
    signableHeaders: new Set(signableHeaders),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  });

  test('to upload', () =>
    fc.assert(
      fc.asyncProperty(
        objectKey,
        byteSize,
        contentType,
        sha256,
        time,
        seconds,
        async (Key, size, type, digest, now, ttl) => {
          const object = { objectKey: Key, byteSize: size, contentType: type, sha256: digest };
          const command = new PutObjectCommand({
            Bucket: settings.bucket,
            Key,
            ContentLength: size,
            ContentType: type,
            ChecksumSHA256: hexToBase64(digest),
            IfNoneMatch: '*',
          });
          expect((await signer(now)).signPut(object, ttl).url).toBe(
            await getSignedUrl(client, command, options(now, ttl)),
          );
        },
      ),
      { numRuns: 50 },
    ));

  test('to upload a part', () =>
    fc.assert(
      fc.asyncProperty(
        objectKey,
        text,
        fc.integer({ min: 1, max: 10_000 }),
        sha256,
        time,
        seconds,
        async (Key, uploadId, partNumber, digest, now, ttl) => {
          const part = { objectKey: Key, uploadId, partNumber, byteSize: 5, sha256: digest };
          const command = new UploadPartCommand({
            Bucket: settings.bucket,
            Key,
            UploadId: uploadId,
            PartNumber: partNumber,
            ContentLength: 5,
            ChecksumSHA256: hexToBase64(digest),
          });
          expect((await signer(now)).signPart(part, ttl).url).toBe(
            await getSignedUrl(client, command, options(now, ttl, [])),
          );
        },
      ),
      { numRuns: 50 },
    ));

  test('to read', () =>
    fc.assert(
      fc.asyncProperty(objectKey, text, time, seconds, async (Key, filename, now, ttl) => {
        const asked = {
          objectKey: Key,
          contentType: 'image/png',
          filename,
          disposition: 'INLINE',
          sensitive: false,
          ttlSeconds: ttl,
        } as const;
        const { url, expiresAt } = (await signer(now)).signGet(asked);
        const signedAt = new Date(expiresAt.getTime() - ttl * 1000);
        const command = new GetObjectCommand({
          Bucket: settings.bucket,
          Key,
          ResponseContentType: 'image/png',
          ResponseCacheControl: `private, max-age=${ttl}`,
          ResponseContentDisposition: new URL(url).searchParams.get('response-content-disposition') ?? '',
        });
        expect(url).toBe(await getSignedUrl(client, command, options(signedAt, ttl)));
      }),
      { numRuns: 50 },
    ));
});
