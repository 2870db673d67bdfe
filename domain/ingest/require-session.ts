import type { Db, Tx } from '#database/databases.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import { requirePermission } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { NotFound, SessionClosed } from '../errors.ts';
import { isId } from '../ids.ts';
import type { Limits } from '../limits.ts';
import { expires, expiringStates, fileTakingStates, takesFiles } from './ingest-states.ts';

/**
 * Returns the ingest session, in any state. Throws unless the viewer may publish to its dataset. Ends the session first
 * if it has expired, so that the returned state is current.
 */
export async function requireSession(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  id: string,
): Promise<IngestSession> {
  const session = isId(id)
    ? await db.ingestSession.findFirst({ where: { id, dataset: datasetsVisibleTo(viewer) } })
    : null;
  if (!session || viewer.share) throw new NotFound('ingest session');
  requirePermission(viewer, 'PUBLISH', session.orgId, 'ingest session');
  return hasExpired(session) ? endExpired(db, session) : session;
}

/** Returns the ingest session. Throws `SessionClosed` unless it accepts files and can be published. */
export async function requireOpenSession(context: Pick<Context, 'db' | 'viewer'>, id: string): Promise<IngestSession> {
  const session = await requireSession(context, id);
  if (!takesFiles(session.state)) throw new SessionClosed(session.state);
  return session;
}

/**
 * Locks the row of an open session until the transaction ends, and extends its expiry. Throws `SessionClosed` if it is
 * no longer open. Every change to the uploads of a session must call this first.
 */
export async function lockOpenSession(
  tx: Tx,
  { id, orgId }: Pick<IngestSession, 'id' | 'orgId'>,
  limits: Pick<Limits, 'ingestSessionHours'>,
): Promise<{ expiresAt: Date }> {
  const expiresAt = expiryFromNow(limits);
  const { count } = await tx.ingestSession.updateMany({
    where: { id, orgId, state: { in: fileTakingStates } },
    data: { expiresAt },
  });
  if (count === 1) return { expiresAt };
  const { state } = await tx.ingestSession.findUniqueOrThrow({
    where: { orgId_id: { orgId, id } },
    select: { state: true },
  });
  throw new SessionClosed(state);
}

export function expiryFromNow({ ingestSessionHours }: Pick<Limits, 'ingestSessionHours'>): Date {
  return new Date(Date.now() + ingestSessionHours * 3_600_000);
}

export function hasExpired({ state, expiresAt }: Pick<IngestSession, 'state' | 'expiresAt'>): boolean {
  return expires(state) && expiresAt.getTime() <= Date.now();
}

async function endExpired(db: Db, { id, orgId }: IngestSession): Promise<IngestSession> {
  const now = new Date();
  await db.ingestSession.updateMany({
    where: { orgId, id, state: { in: expiringStates }, expiresAt: { lte: now } },
    data: { state: 'ABANDONED', closedAt: now },
  });
  return db.ingestSession.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } });
}
