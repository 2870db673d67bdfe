import { setTimeout as sleep } from 'node:timers/promises';
import { VitrineError } from '#sdk/errors.ts';
import { publish } from '#sdk/publish.ts';
import type { House } from './house.ts';

export interface Published {
  revision: number | null;
  noop: boolean;
  /** Number of times that it ran again after a failure or a stop. */
  retries: number;
  milliseconds: number;
  /** The part of the duration after the first request to publish. */
  publishingMilliseconds: number;
}

export interface Watch {
  /** Stops the publisher once. */
  stop?: AbortSignal;
  /** Called at the first request to publish. */
  onPublish?: () => void;
}

const longestMilliseconds = 180_000;
const publishes = 'mutation PublishIngestSession(';
/**
 * Error codes after which a publisher retries: all codes of a server that is temporarily unavailable, and no others.
 */
const passing = new Set([
  'NETWORK',
  'SERVER_ERROR',
  'STORAGE_UNAVAILABLE',
  'DATABASE_UNAVAILABLE',
  'PUBLISH_IN_PROGRESS',
  'UPLOAD_FAILED',
]);

/**
 * Publishes a folder as pipelines do. Runs the SDK. After a failure or `stop`, runs it again unchanged, until it
 * succeeds.
 */
export async function publishUntilDone(
  house: House,
  folder: string,
  { stop, onPublish }: Watch = {},
): Promise<Published> {
  const began = performance.now();
  let publishing: number | undefined;
  const watchedFetch: typeof fetch = async (url, request) => {
    if (publishing === undefined && typeof request?.body === 'string' && request.body.includes(publishes)) {
      publishing = performance.now();
      onPublish?.();
    }
    return fetch(url, request);
  };
  for (let retries = 0; ; retries += 1) {
    const milliseconds = performance.now() - began;
    if (milliseconds > longestMilliseconds) throw new Error('It was not published within three minutes.');
    try {
      const signals = [AbortSignal.timeout(longestMilliseconds), ...(stop && !stop.aborted ? [stop] : [])];
      const { revision, noop } = await publishOnce(house, folder, watchedFetch, AbortSignal.any(signals));
      const ended = performance.now();
      const publishingMilliseconds = ended - (publishing ?? ended);
      return { revision, noop, retries, milliseconds: ended - began, publishingMilliseconds };
    } catch (error) {
      const isStop = stop?.aborted === true && error instanceof Error && error.name === 'AbortError';
      if (!isStop && !(error instanceof VitrineError && passing.has(error.code))) throw error;
      await sleep(100);
    }
  }
}

async function publishOnce({ url, alice }: House, folder: string, watchedFetch: typeof fetch, signal: AbortSignal) {
  const events = publish(folder, {
    organization: 'lumen',
    dataset: 'birds',
    token: alice.token,
    endpoint: url,
    fetch: watchedFetch,
    cacheFolder: null,
    backoff: { firstMilliseconds: 50, longestMilliseconds: 1_000 },
    signal,
  });
  for await (const event of events) if (event.type === 'done') return event;
  throw new Error('The publisher ended without having said how.');
}
