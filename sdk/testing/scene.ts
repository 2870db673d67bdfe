import { onTestFinished } from 'vitest';
import { defaultLimits, type Limits } from '#domain/limits.ts';
import { readEnvironment } from '#server/environment.ts';
import { createLogger } from '#server/logger.ts';
import { startVitrine } from '#server/start.ts';
import { type World, world } from '#tests/kit/world.ts';
import type { PublishEvent } from '../events.ts';
import type { PublishOptions } from '../publish-options.ts';
import { type StoreProxy, startStoreProxy } from './store-proxy.ts';

export interface Scene {
  world: World;
  /** Proxy before the object store. Clients use its address. */
  proxy: StoreProxy;
  endpoint: string;
  /** Options with which alice publishes to `birds`, an empty dataset of the organization `lumen`. */
  options: PublishOptions;
}

/**
 * Starts a whole server with a worker, and creates a token of alice. `variables` are environment variables of the
 * server.
 */
export async function scene(
  limits: Partial<Limits> = {},
  variables: Record<string, string | undefined> = {},
): Promise<Scene> {
  const made = await world();
  const { settings } = made.store;
  const proxy = await startStoreProxy(settings.endpoint ?? '');
  onTestFinished(() => proxy.close());
  const { uploadUrlSeconds, singlePutByteSize } = { ...defaultLimits, ...limits };
  const vitrine = await startVitrine(
    readEnvironment({
      NODE_ENV: 'test',
      DEMO: 'false',
      PORT: '0',
      DATABASE_URL: made.connectionString,
      APP_DATABASE_URL: made.appConnectionString,
      S3_ENDPOINT: settings.endpoint,
      S3_PUBLIC_ENDPOINT: proxy.endpoint,
      S3_BUCKET: settings.bucket,
      S3_ACCESS_KEY_ID: settings.accessKeyId,
      S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
      UPLOAD_URL_SECONDS: String(uploadUrlSeconds),
      MULTIPART_FROM_BYTES: String(singlePutByteSize),
      ...variables,
    }),
    createLogger('silent'),
  );
  onTestFinished(() => vitrine.stop());
  const options: PublishOptions = {
    organization: 'lumen',
    dataset: 'birds',
    token: made.alice.token,
    endpoint: vitrine.url,
    cacheFolder: null,
    backoff: { firstMilliseconds: 5, longestMilliseconds: 50 },
  };
  return { world: made, proxy, endpoint: vitrine.url, options };
}

/** Returns `count` small text files, each with different bytes. */
export function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`notes/${String(index).padStart(5, '0')}.txt`, `Note ${index}.`]),
  );
}

/** Returns all events of a run, after the run has ended. */
export async function collect<Event>(events: AsyncIterable<Event>): Promise<Event[]> {
  const all: Event[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** Returns the last event of a publish. */
export async function doneOf(events: AsyncIterable<PublishEvent>) {
  const last = (await collect(events)).at(-1);
  if (last?.type !== 'done') throw new Error(`The last event is ${last?.type}.`);
  return last;
}

/** Returns the revisions of `birds`, by number. Each contains the SHA-256 of the primary file of each key. */
export async function publishedIn({ world: { databases, birds } }: Scene): Promise<Map<number, Map<string, string>>> {
  const revisions = await databases.system.datasetRevision.findMany({ where: { datasetId: birds.id } });
  const items = await databases.system.item.findMany({
    where: { datasetId: birds.id },
    include: { assets: { where: { role: 'PRIMARY' }, include: { asset: true } } },
  });
  return new Map(
    revisions.map(({ number }) => [
      number,
      new Map(
        items
          .filter(
            ({ sinceRevision, untilRevision }) =>
              sinceRevision <= number && (untilRevision === null || untilRevision > number),
          )
          .map(({ key, assets }) => [key, assets[0]?.asset.sha256 ?? '']),
      ),
    ]),
  );
}

/** Returns a `fetch` that calls `look` after each response to the given operation. */
export function watching(operation: string, look: () => void): typeof globalThis.fetch {
  return async (url, request) => {
    const answer = await globalThis.fetch(url, request);
    if (typeof request?.body === 'string' && request.body.includes(`mutation ${operation}(`)) look();
    return answer;
  };
}

export { folderOf } from './folder-of.ts';
export { sha256Of } from './hash-of.ts';
