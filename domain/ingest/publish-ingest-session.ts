import type { DatasetRevision, IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';

export interface ManifestItem {
  key: string;
  type?: string;
  title?: string | null;
  tags?: string[];
  metadata?: unknown;
  createdAt?: string;
  assets?: { role: string; sha256: string; contentType?: string; filename?: string }[];
  annotations?: { kind: string; label: string; confidence?: number; geometry: unknown }[];
  /** In APPEND mode: the key is removed. */
  remove?: boolean;
}

export interface PublishInput {
  sessionId: string;
  /** Up to 500 items, given inline. */
  items?: readonly unknown[] | null;
  /** Or the SHA-256 of an NDJSON file that was uploaded in this session. */
  manifestSha256?: string | null;
  expectedRevision?: number | null;
  dryRun?: boolean | null;
}

export type PublishAnswer =
  | { kind: 'PublishSucceeded'; revision: DatasetRevision; noop: boolean }
  | { kind: 'PublishPending'; session: IngestSession }
  | { kind: 'DryRunPassed'; session: IngestSession; itemCount: number };

/**
 * Makes a session's manifest the dataset's next revision: all of it at once, or none.
 *
 * Publishing twice answers with the same revision, so a pipeline may simply retry.
 */
export async function publishIngestSession(
  _context: Pick<Context, 'db' | 'viewer' | 'storage' | 'limits' | 'accessLog'>,
  _input: PublishInput,
): Promise<PublishAnswer> {
  throw new Error('Not there yet.');
}
