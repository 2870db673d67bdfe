import type { Ask } from '../api/api.ts';
import type { Backoff } from '../api/backoff.ts';

/** What it takes to send files of a session. */
export interface Sending {
  ask: Ask;
  session: string;
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
  backoff: Backoff;
  /** Holds a place while a PUT runs, whatever file it belongs to. */
  limit: <Result>(run: () => Promise<Result>) => Promise<Result>;
  concurrency: number;
  onSent: (byteSize: number) => void;
  /** Told of bytes that are there already. */
  onHad: (byteSize: number) => void;
  onRetry: () => void;
}
