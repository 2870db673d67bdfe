import { Prisma, type PublishRequest } from '#prisma/client/client.ts';
import type { IngestMode, IngestState } from '#prisma/client/enums.ts';

/**
 * Exclusive right of one process to publish a session's manifest, or to run a dry run. It ends when another process
 * takes over.
 */
export interface Claim {
  orgId: string;
  sessionId: string;
  datasetId: string;
  mode: IngestMode;
  /** Number of the claim within its session. A process whose number is not the latest can no longer write. */
  attempt: number;
  /** State of the session during the work. A dry run leaves the session open. */
  state: Extract<IngestState, 'OPEN' | 'PUBLISHING'>;
  request: PublishRequest;
}

/** Thrown if another process has taken over the publish, or if the session has ended. The process must stop at once. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/**
 * Returns SQL that returns one row while the claim is valid, and none afterwards. Its lock keeps the claim valid until
 * the transaction ends. A takeover locks the session FOR UPDATE. So it waits for running writes under the old claim,
 * and prevents later ones.
 */
export function fence({ sessionId, orgId, attempt, state }: Claim): Prisma.Sql {
  return Prisma.sql`
    SELECT FROM ingest_session
    WHERE id = ${sessionId}::uuid AND org_id = ${orgId}::uuid AND attempt = ${attempt}
      AND state = ${state}::"IngestState"
    FOR KEY SHARE`;
}
