import type { Db, Tx } from '#database/databases.ts';
import type { Context } from '../context.ts';
import { Forbidden } from '../errors.ts';
import { newId } from '../ids.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import type { Viewer } from '../viewer.ts';

/** Limits after which a browser session ends: hours without a request, and days since the sign-in. */
export const sessionIdleHours = 12;
export const sessionAbsoluteDays = 7;

const hour = 3_600_000;

/** Creates a browser session for a person. Returns its secret, of which only the hash is stored. */
export async function openBrowserSession(system: Db | Tx, { origin }: Pick<Context, 'origin'>, userId: string) {
  const secret = newSecret();
  const session = await system.session.create({
    data: {
      id: newId(),
      userId,
      secretHash: hashSecret(secret),
      expiresAt: new Date(Date.now() + sessionAbsoluteDays * 24 * hour),
      address: origin.address,
      userAgent: origin.userAgent,
    },
  });
  return { secret, expiresAt: session.expiresAt };
}

/** Returns the user id of a viewer with a browser session. Throws `Forbidden` for other viewers. */
export function requirePerson(viewer: Viewer): string {
  if (viewer.kind !== 'PERSON' || !viewer.userId) {
    throw new Forbidden('This action is not available to tokens. Sign in with your account instead.');
  }
  return viewer.userId;
}

/** Returns the open browser sessions of the viewer, the most recently used first. Returns an empty list for tokens. */
export async function findBrowserSessions({ system, viewer }: Pick<Context, 'system' | 'viewer'>) {
  if (viewer.kind !== 'PERSON' || !viewer.userId) return [];
  return system.session.findMany({
    where: { userId: viewer.userId, ...stillOpen() },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
}

/** Returns the open browser sessions of the viewer. Throws `Forbidden` for tokens and share links. */
export async function requireBrowserSessions(context: Pick<Context, 'system' | 'viewer'>) {
  requirePerson(context.viewer);
  return findBrowserSessions(context);
}

export function stillOpen(now = Date.now()) {
  return {
    revokedAt: null,
    expiresAt: { gt: new Date(now) },
    lastSeenAt: { gt: new Date(now - sessionIdleHours * hour) },
  };
}
