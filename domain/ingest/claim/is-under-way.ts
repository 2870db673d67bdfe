import { valuesSql } from '#database/values-sql.ts';
import { type IngestSession, Prisma } from '#prisma/client/client.ts';
import { claimableStates, publishRuleOf, restingStates } from '../ingest-states.ts';

/**
 * Returns whether a publish or dry run of the session has begun and has not ended. Its publisher may have died since.
 */
export function isUnderWay({ state, leaseExpiresAt }: Pick<IngestSession, 'state' | 'leaseExpiresAt'>): boolean {
  const rule = publishRuleOf(state);
  switch (rule) {
    case 'CLAIM':
      return leaseExpiresAt !== null; // A dry run.
    case 'FOLLOW':
      return true;
    case 'REPLAY':
    case 'REFUSE':
      return false;
    default:
      return rule satisfies never;
  }
}

/** SQL condition that is true for the sessions for which `isUnderWay` returns false. */
export const isNotUnderWaySql = Prisma.sql`(
  state IN ${valuesSql(restingStates)} OR (state IN ${valuesSql(claimableStates)} AND lease_expires_at IS NULL))`;
