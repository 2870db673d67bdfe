import type { Ask } from '../api/api.ts';
import type { Backoff } from '../api/backoff.ts';

/** Settings for sending the files of a session. */
export interface Sending {
  ask: Ask;
  session: string;
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
  backoff: Backoff;
  /** Runs a PUT as soon as the number of running requests is below the limit for all files. */
  limit: <Result>(run: () => Promise<Result>) => Promise<Result>;
  concurrency: number;
  onSent: (byteSize: number) => void;
  /** Function that receives the number of bytes that the organization already has. */
  onHad: (byteSize: number) => void;
  onRetry: () => void;
}
