import type { Db } from '#prisma/databases.ts';
import type { Claim } from './claim.ts';
import { linkItems } from './link-items.ts';
import type { Steps } from './steps.ts';
import { writeItems } from './write-items.ts';

/**
 * Writes all rows of a revision that nobody sees yet, from wherever an earlier attempt stopped. Items go ahead, and their
 * files follow one stretch behind on another connection.
 */
export async function writeRevision(
  db: Db,
  claim: Claim,
  revision: number,
  { checkpoint, linesAtOnce }: Steps,
): Promise<void> {
  const { sessionId, orgId } = claim;
  const request = await db.publishRequest.findUniqueOrThrow({ where: { sessionId } });
  const [stage] = await db.$queryRaw<{ last: number | null }[]>`
    SELECT max(line) AS last FROM staged_item WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid`;
  const last = stage?.last ?? 0;
  let { linkedLine } = request;
  let linking: Promise<void> = Promise.resolve();

  const link = async (to: number) => {
    for (; linkedLine < to; linkedLine = Math.min(linkedLine + linesAtOnce, to)) {
      const stretch = { from: linkedLine, to: Math.min(linkedLine + linesAtOnce, to) };
      await linkItems(db, claim, revision, stretch);
    }
  };
  // A failure of the links is met at the next stretch, or at the end.
  const linkUpTo = async (to: number) => {
    await linking;
    linking = link(to);
    linking.catch(() => {});
  };

  for (let written = request.writtenLine; written < last; ) {
    checkpoint();
    const to = Math.min(written + linesAtOnce, last);
    await writeItems(db, claim, revision, { from: written, to });
    await linkUpTo(to);
    written = to;
  }
  await linkUpTo(last);
  await linking;
}
