import type { IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';

/** How far a session is. Counts are of declared files; bytes of the same. */
export interface SessionProgress {
  filesDeclared: number;
  filesVerified: number;
  filesMismatched: number;
  filesMissing: number;
  bytesDeclared: bigint;
  bytesVerified: bigint;
}

/** The progress of many sessions in one statement, in their order. */
export async function sessionProgress(
  _context: Pick<Context, 'db'>,
  _sessions: readonly Pick<IngestSession, 'id' | 'orgId'>[],
): Promise<SessionProgress[]> {
  throw new Error('Not there yet.');
}
