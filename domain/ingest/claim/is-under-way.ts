import type { IngestSession } from '#prisma/client/client.ts';

/** Returns whether a publish or dry run of a session has begun and not ended. Its publisher may be dead. */
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
