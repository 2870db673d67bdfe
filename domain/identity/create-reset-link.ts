import type { Db } from '#database/databases.ts';
import { newId } from '../ids.ts';
import { hashSecret, newSecret } from '../secrets.ts';

/** Returns a link by which the person sets a new password. It works once, until it expires. */
export async function createResetLink(
  system: Db,
  origin: string,
  { userId, minutes }: { userId: string; minutes: number },
): Promise<string> {
  const secret = newSecret();
  const expiresAt = new Date(Date.now() + minutes * 60_000);
  await system.passwordReset.create({ data: { id: newId(), userId, secretHash: hashSecret(secret), expiresAt } });
  return resetLink(origin, secret);
}

/**
 * Returns the link with the secret after a #. A browser does not send that part: it reaches no server log, proxy or
 * referrer.
 */
export function resetLink(origin: string, secret: string): string {
  return `${origin}/reset-password#${secret}`;
}
