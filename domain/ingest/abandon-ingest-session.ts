import type { IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';

/** Ends a session without publishing it; its files are swept later. Abandoning it again changes nothing. */
export async function abandonIngestSession(
  _context: Pick<Context, 'db' | 'viewer'>,
  _sessionId: string,
): Promise<IngestSession> {
  throw new Error('Not there yet.');
}
