import type { Db, Tx } from '#database/databases.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { requirePerson } from './browser-session.ts';
import { logForPerson } from './log-for-person.ts';

type Pieces = Pick<Context, 'system' | 'viewer' | 'accessLog'>;

/** Ends the browser session of the request, if it has one. */
export async function signOut({ system, viewer, accessLog }: Pieces): Promise<void> {
  const { sessionId, userId } = viewer;
  if (!sessionId || !userId) return;
  await system.$transaction(async (tx) => {
    await revokeSessions(tx, { id: sessionId });
    await logForPerson(tx, accessLog, userId, { action: 'SIGN_OUT' });
  });
}

/** Ends one of the viewer's browser sessions. Changes nothing if the session has already ended. */
export async function revokeBrowserSession({ system, viewer, accessLog }: Pieces, sessionId: string): Promise<void> {
  const userId = requirePerson(viewer);
  const session = await system.session.findFirst({ where: { id: sessionId, userId } });
  if (!session) throw new NotFound('session');
  await system.$transaction(async (tx) => {
    const ended = await revokeSessions(tx, { id: sessionId });
    if (ended > 0) await logForPerson(tx, accessLog, userId, { action: 'SIGN_OUT', detail: { session: sessionId } });
  });
}

/** Ends all browser sessions of the viewer, including the current one. Returns their number. */
export async function signOutEverywhere({ system, viewer, accessLog }: Pieces): Promise<number> {
  const userId = requirePerson(viewer);
  return system.$transaction(async (tx) => {
    const sessionCount = await revokeSessions(tx, { userId });
    await logForPerson(tx, accessLog, userId, { action: 'SIGN_OUT', detail: { everywhere: true, sessionCount } });
    return sessionCount;
  });
}

/** Ends those of the given browser sessions that are open. Returns their number. */
export async function revokeSessions(
  system: Db | Tx,
  which: { id: string } | { userId: string; id?: { not: string } },
): Promise<number> {
  const { count } = await system.session.updateMany({
    where: { ...which, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count;
}
