import type { Db } from '#database/databases.ts';
import { newId } from '../ids.ts';
import { hashSecret, newSecret } from '../secrets.ts';

/** Creates a link with which the person sets a new password, once. Returns the URL. */
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
 * Returns the URL of a reset link, with the secret after a #. Browsers do not send this part, so no server log, proxy
 * or referrer contains the secret.
 */
export function resetLink(origin: string, secret: string): string {
  return `${origin}/reset-password#${secret}`;
}
