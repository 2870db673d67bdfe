import type { Db } from '#database/databases.ts';
import { type Claim, ClaimLost } from './claim.ts';

/** Seconds after the last renewal of its lease at which a publisher counts as dead. */
export const leaseSeconds = 15;

const renewalMilliseconds = 4_000;

/**
 * Runs work under a claim, and renews its lease until the work ends. `throwIfLost` throws if another process has taken
 * over.
 */
export async function underLease<Result>(
  db: Db,
  claim: Claim,
  work: (lease: { throwIfLost: () => void }) => Promise<Result>,
): Promise<Result> {
  let lost = false;
  const renew = async () => {
    // A failed renewal does not end the work. The lease is long enough for several failures.
    lost ||= await renewLease(db, claim).then(
      (renewed) => !renewed,
      () => false,
    );
  };
  const timer = setInterval(() => void renew(), renewalMilliseconds);
  try {
    return await work({
      throwIfLost() {
        if (lost) throw new ClaimLost();
      },
    });
  } finally {
    clearInterval(timer);
  }
}

async function renewLease(db: Db, { sessionId, orgId, attempt, state }: Claim): Promise<boolean> {
  const renewed = await db.$executeRaw`
    UPDATE ingest_session SET lease_expires_at = now() + make_interval(secs => ${leaseSeconds})
    WHERE id = ${sessionId}::uuid AND org_id = ${orgId}::uuid AND attempt = ${attempt}
      AND state = ${state}::"IngestState"`;
  return renewed === 1;
}
