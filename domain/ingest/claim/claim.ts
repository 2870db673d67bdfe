import { Prisma, type PublishRequest } from '#prisma/client/client.ts';
import type { IngestMode, IngestState } from '#prisma/client/enums.ts';

/** The right to publish a session's manifest, or to run a dry run of it. It ends when another process takes over. */
export interface Claim {
  orgId: string;
  sessionId: string;
  datasetId: string;
  mode: IngestMode;
  /** Number of the claim within its session. A process with an older number can no longer write. */
  attempt: number;
  /** A dry run leaves its session open. */
  state: Extract<IngestState, 'OPEN' | 'PUBLISHING'>;
  request: PublishRequest;
}

/** Thrown when another process has taken over, or the session was ended. The process must stop at once. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/**
 * Returns SQL that gives one row while the claim is valid, and none afterwards. Its lock keeps the claim valid until
 * the transaction ends. A takeover locks the session FOR UPDATE. So it waits for current writes of the old claim, and
 * prevents later ones.
 */
export function fence({ sessionId, orgId, attempt, state }: Claim): Prisma.Sql {
  return Prisma.sql`
    SELECT FROM ingest_session
    WHERE id = ${sessionId}::uuid AND org_id = ${orgId}::uuid AND attempt = ${attempt}
      AND state = ${state}::"IngestState"
    FOR KEY SHARE`;
}
