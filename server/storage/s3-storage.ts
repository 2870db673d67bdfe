import { CreateBucketCommand, HeadBucketCommand, ListObjectsV2Command, S3ServiceException } from '@aws-sdk/client-s3';
import { StorageUnavailable } from '#domain/errors.ts';
import type { Storage } from '#domain/storage.ts';
import { StartRefused } from '../start-refused.ts';
import { findBucketAddress } from './bucket-address.ts';
import { createStoreCaller, hasCode } from './call-store.ts';
import { type CorsState, checkCors } from './check-cors.ts';
import { setCorsPolicy } from './cors-policy.ts';
import { listCalls } from './list-calls.ts';
import { multipartCalls } from './multipart-calls.ts';
import { objectCalls } from './object-calls.ts';
import { createPresigner, type Presign } from './presigner.ts';
import { createQuickHead } from './quick-head.ts';
import { createS3Client, type S3Settings } from './s3-client.ts';
import { watchStoreClock } from './store-clock.ts';
import { createUrlSigner } from './url-signer.ts';

export interface S3StorageOptions extends S3Settings {
  /**
   * Address of the store for browsers and pipelines. Needed if it differs from the server's address, as with
   * containers.
   */
  publicEndpoint?: string;
  /** Time after which a store that does not respond counts as down. */
  answerWithinMilliseconds?: number;
  now?: () => Date;
}

export interface S3Storage extends Storage {
  /**
   * Creates the bucket if it is missing, with a CORS policy for pages of these origins. Does not change the policy of
   * an existing bucket. Returns an error if the policy of a new bucket could not be set, else null.
   */
  ensureBucket(origins?: readonly string[]): Promise<unknown>;
  /** Checks with real requests whether pages of this origin can read parts of files. */
  checkCors(origin: string): Promise<CorsState>;
  /**
   * Returns the difference between this machine's clock and the clock of the store at its latest response. Positive if
   * this machine is ahead, null before the first response.
   */
  clockSkewMilliseconds(): number | null;
  /** Resolves if the store responds and allows access to the bucket. */
  ping(): Promise<void>;
  close(): void;
}

/** Key of the object for the CORS check. It does not begin like the keys of assets, so that sweeps ignore it. */
const corsProbeKey = 'checks/cors';

/** The object store over the S3 protocol: AWS, any compatible store, or the embedded one. */
export function createS3Storage({
  publicEndpoint,
  answerWithinMilliseconds = 12_000,
  now = () => new Date(),
  ...settings
}: S3StorageOptions): S3Storage {
  const client = createS3Client(settings);
  const clock = watchStoreClock(client, now);
  const callStore = createStoreCaller(answerWithinMilliseconds);
  const { bucket } = settings;
  const presignerOfOthers = createPresignerOnce({ ...settings, endpoint: publicEndpoint ?? settings.endpoint });
  let urlSigner: ReturnType<typeof createUrlSigner> | undefined;
  const signer = async () => (urlSigner ??= createUrlSigner(await presignerOfOthers(), now));
  const objects = objectCalls(client, bucket, callStore);
  const ownPresigner = createPresignerOnce(settings);
  const quick = createQuickHead(ownPresigner, now);
  const head: Storage['head'] = async (objectKey) => {
    const found = await callStore(({ abortSignal }) => quick.head(objectKey, abortSignal));
    return found === undefined ? objects.head(objectKey) : found;
  };
  const ping = () => callStore((options) => client.send(new HeadBucketCommand({ Bucket: bucket }), options));

  return {
    signPut: async (object, expiresInSeconds) => (await signer()).signPut(object, expiresInSeconds),
    signPart: async (part, expiresInSeconds) => (await signer()).signPart(part, expiresInSeconds),
    signGet: async (object) => (await signer()).signGet(object),
    ...objects,
    head,
    ...listCalls(client, bucket, callStore),
    ...multipartCalls(client, bucket, callStore, head),
    ping: async () => void (await ping()),
    ensureBucket: async (origins = []) => {
      try {
        await ping();
        await requireStore();
        return null;
      } catch (error) {
        if (!hasCode(error, 'NotFound', 'NoSuchBucket')) throw error;
        await createBucket();
        if (origins.length === 0) return null;
        return setCorsPolicy(client, bucket, origins).then(
          () => null,
          (refusal: unknown) => refusal,
        );
      }
    },
    checkCors: async (origin) => {
      const object = { objectKey: corsProbeKey, contentType: 'text/plain', bytes: Buffer.from('vitrine\n') };
      // If the object cannot be written, the preflight still finds most errors.
      if ((await head(corsProbeKey)) === null) await objects.write(object).catch(() => {});
      const signers = [await presignerOfOthers(), ...(publicEndpoint ? [await ownPresigner()] : [])];
      const urls = signers.map((presign) => {
        const request = { objectKey: corsProbeKey, query: {}, headers: {}, expiresInSeconds: 60 };
        return presign({ ...request, method: 'GET', signedAt: now() });
      });
      return checkCors(urls, origin);
    },
    clockSkewMilliseconds: () => clock.skewMilliseconds(),
    close: () => {
      quick.close();
      client.destroy();
    },
  };

  /**
   * Checks that the server at the endpoint is a store, by listing the bucket. `ping` may also succeed on a web server
   * that responds to every address.
   */
  async function requireStore(): Promise<void> {
    const list = new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 });
    const found = await callStore((options) => client.send(list, options)).catch((error: unknown) => {
      if (error instanceof S3ServiceException || error instanceof StorageUnavailable) throw error;
      return null;
    });
    if (found?.Name === undefined) throw new NoObjectStore();
  }

  async function createBucket(): Promise<void> {
    try {
      await callStore((options) => client.send(new CreateBucketCommand({ Bucket: bucket }), options));
    } catch (error) {
      // Another process that started at the same time created it.
      if (!hasCode(error, 'BucketAlreadyOwnedByYou')) throw error;
    }
  }
}

/**
 * Returns a function that creates the presigner at its first call, because the SDK takes some time to find the address
 * of the bucket.
 */
function createPresignerOnce(settings: S3Settings): () => Promise<Presign> {
  let presigner: Promise<Presign> | undefined;
  const create = async () => {
    const client = createS3Client(settings);
    const address = await findBucketAddress(client, settings.bucket).finally(() => client.destroy());
    return createPresigner(address, settings);
  };
  return () => (presigner ??= create());
}

/** Error for an endpoint whose server is not an object store. */
class NoObjectStore extends StartRefused {
  constructor() {
    super('The server at S3_ENDPOINT is not an object store. Check the host, the port and the path of S3_ENDPOINT.');
  }
}
