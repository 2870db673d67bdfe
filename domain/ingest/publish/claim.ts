import { Prisma, type PublishRequest } from '#prisma/client/client.ts';
import type { IngestMode, IngestState } from '#prisma/client/enums.ts';

/** The right to publish, or to try, a session's manifest. It ends when another process takes over. */
export interface Claim {
  orgId: string;
  sessionId: string;
  datasetId: string;
  mode: IngestMode;
  /** Counts the claims of a session: who has an older one can write nothing any more. */
  attempt: number;
  /** A dry run leaves its session open. */
  state: Extract<IngestState, 'OPEN' | 'PUBLISHING'>;
  request: PublishRequest;
}

/** Another process has taken over, or the session was ended: whoever gets this stops at once. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/**
 * One row while the claim is good, none after that; kept true to the end of the transaction. Whoever takes over locks
 * the session FOR UPDATE, and so waits for what is being written under the old claim, and lets nothing follow it.
 */
export function fence({ sessionId, orgId, attempt, state }: Claim): Prisma.Sql {
  return Prisma.sql`
    SELECT FROM ingest_session
    WHERE id = ${sessionId}::uuid AND org_id = ${orgId}::uuid AND attempt = ${attempt}
      AND state = ${state}::"IngestState"
    FOR KEY SHARE`;
}
