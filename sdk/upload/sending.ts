import type { Ask } from '../api/api.ts';
import type { Backoff } from '../api/backoff.ts';

/** Settings for sending files of a session. */
export interface Sending {
  ask: Ask;
  session: string;
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
  backoff: Backoff;
  /** Runs a PUT when there is a free place, for any file. */
  limit: <Result>(run: () => Promise<Result>) => Promise<Result>;
  concurrency: number;
  onSent: (byteSize: number) => void;
  /** Receives the number of bytes that the organization has already. */
  onHad: (byteSize: number) => void;
  onRetry: () => void;
}
