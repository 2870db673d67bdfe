import type { IngestSession } from '#prisma/client/client.ts';

/** Whether somebody publishes a session, or tries to, or has died while they did. */
export function isUnderWay({ state, leaseExpiresAt }: Pick<IngestSession, 'state' | 'leaseExpiresAt'>): boolean {
  switch (state) {
    case 'OPEN':
      return leaseExpiresAt !== null;
    case 'PUBLISHING':
      return true;
    case 'PUBLISHED':
    case 'FAILED':
    case 'ABANDONED':
      return false;
    default:
      return state satisfies never;
  }
}
