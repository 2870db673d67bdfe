import type { IngestSession } from '#prisma/client/client.ts';

/** Whether somebody publishes a session, or tries to, or has died while they did. */
export function isUnderWay({ state, leaseExpiresAt }: Pick<IngestSession, 'state' | 'leaseExpiresAt'>): boolean {
  return state === 'PUBLISHING' || (state === 'OPEN' && leaseExpiresAt !== null);
}
