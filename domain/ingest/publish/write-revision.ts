import type { Db } from '#database/databases.ts';
import type { Claim } from '../claim/claim.ts';
import { planStretches } from './plan-stretches.ts';
import { writeStretch } from './write-stretch.ts';

// Number of stretches that are written at a time. PostgreSQL does most of the work, with one process per connection.
const stretchesAtOnce = 3;

/** Writes all rows of the next revision, except those that an earlier attempt wrote. Readers do not see them yet. */
export async function writeRevision(db: Db, claim: Claim, revision: number, checkpoint: () => void): Promise<void> {
  const stretches = await planStretches(db, claim, revision);
  const failures: unknown[] = [];
  const writeInTurn = async () => {
    for (let next = stretches.shift(); next && failures.length === 0; next = stretches.shift()) {
      checkpoint();
      await writeStretch(db, claim, revision, next);
    }
  };
  const lanes = Array.from({ length: stretchesAtOnce }, () =>
    writeInTurn().catch((error: unknown) => void failures.push(error)),
  );
  // At this point, no write is running any more.
  await Promise.all(lanes);
  if (failures.length > 0) throw failures[0];
}
