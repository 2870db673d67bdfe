import type { User } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { hashSecret, newSecret } from '../secrets.ts';

/** A browser session ends after so long without a request, and after so long in any case. */
export const sessionIdleHours = 12;
export const sessionAbsoluteDays = 7;

const hour = 3_600_000;

/** Opens a browser session for a person and answers its secret, which is stored nowhere. */
export async function openBrowserSession(
  { system, origin }: Pick<Context, 'system' | 'origin'>,
  user: Pick<User, 'id'>,
) {
  const secret = newSecret();
  const session = await system.session.create({
    data: {
      id: newId(),
      userId: user.id,
      secretHash: hashSecret(secret),
      expiresAt: new Date(Date.now() + sessionAbsoluteDays * 24 * hour),
      address: origin.address,
      userAgent: origin.userAgent,
    },
  });
  return { secret, expiresAt: session.expiresAt };
}

/** The person whose session has this secret, with the session; null when there is none or it has ended. */
export async function findBrowserSession({ system }: Pick<Context, 'system'>, secret: string) {
  const session = await system.session.findUnique({
    where: { secretHash: hashSecret(secret) },
    include: { user: { include: { memberships: true } } },
  });
  const now = Date.now();
  if (!session || session.revokedAt || session.expiresAt.getTime() <= now) return null;
  const idle = now - session.lastSeenAt.getTime();
  if (idle > sessionIdleHours * hour) return null;
  // Written at most once a minute, not once a request.
  if (idle > 60_000) await system.session.update({ where: { id: session.id }, data: { lastSeenAt: new Date(now) } });
  return session;
}

/** Ends a browser session; ending it again changes nothing. */
export async function endBrowserSession({ system }: Pick<Context, 'system'>, sessionId: string) {
  await system.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: new Date() } });
}
