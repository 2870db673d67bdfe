import { setTimeout as sleep } from 'node:timers/promises';
import { VitrineError } from '#sdk/errors.ts';
import { publish } from '#sdk/publish.ts';
import type { House } from './house.ts';

export interface Published {
  revision: number | null;
  noop: boolean;
  /** How often it was run again after a failure or a stop. */
  retries: number;
  milliseconds: number;
}

const longestMilliseconds = 180_000;
/** What tells a publisher to try again: everything that a server that is not well says, and nothing else. */
const passing = new Set([
  'NETWORK',
  'SERVER_ERROR',
  'STORAGE_UNAVAILABLE',
  'DATABASE_UNAVAILABLE',
  'PUBLISH_IN_PROGRESS',
  'UPLOAD_FAILED',
]);

/**
 * Publishes a folder as pipelines do: run the SDK, and when it fails or `stop` is given, run it again just the same,
 * until it is through.
 */
export async function publishUntilDone(house: House, folder: string, stop?: AbortSignal): Promise<Published> {
  const began = performance.now();
  for (let retries = 0; ; retries += 1) {
    const milliseconds = performance.now() - began;
    if (milliseconds > longestMilliseconds) throw new Error('It was not published within three minutes.');
    try {
      const { revision, noop } = await publishOnce(house, folder, stop?.aborted ? undefined : stop);
      return { revision, noop, retries, milliseconds: performance.now() - began };
    } catch (error) {
      const isStop = stop?.aborted === true && error instanceof Error && error.name === 'AbortError';
      if (!isStop && !(error instanceof VitrineError && passing.has(error.code))) throw error;
      await sleep(100);
    }
  }
}

async function publishOnce({ url, alice }: House, folder: string, signal?: AbortSignal) {
  const events = publish(folder, {
    organization: 'lumen',
    dataset: 'birds',
    token: alice.token,
    endpoint: url,
    cacheFolder: null,
    backoff: { firstMilliseconds: 50, longestMilliseconds: 1_000 },
    ...(signal && { signal }),
  });
  for await (const event of events) if (event.type === 'done') return event;
  throw new Error('The publisher ended without having said how.');
}
