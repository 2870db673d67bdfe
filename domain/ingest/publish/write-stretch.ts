import type { Db } from '#database/databases.ts';
import { withIndexScans } from '#database/with-index-scans.ts';
import type { Claim } from '../claim/claim.ts';
import { addFileWords } from './add-file-words.ts';
import { linkItems } from './link-items.ts';
import type { Stretch } from './plan-stretches.ts';
import { writeItems } from './write-items.ts';

/**
 * Writes the items of a stretch with their files, tags, annotations and words. Marks the stretch as written in the same
 * transaction.
 */
export async function writeStretch(db: Db, claim: Claim, revision: number, stretch: Stretch): Promise<void> {
  const { orgId, sessionId } = claim;
  await withIndexScans(db, async (tx) => {
    const { added, changed, removed, unchanged, byteGrowth } = await writeItems(tx, claim, revision, stretch);
    const items = added + changed > 0 ? await linkItems(tx, claim, revision, stretch) : 0;
    if (items > 0) await addFileWords(tx, claim, stretch);
    // This is the last statement, because transactions of other stretches update the same row.
    await tx.publishRequest.update({
      where: { orgId_sessionId: { orgId, sessionId } },
      data: {
        writtenStretches: { push: stretch.number },
        added: { increment: added },
        changed: { increment: changed },
        removed: { increment: removed },
        unchanged: { increment: unchanged },
        byteGrowth: { increment: byteGrowth },
      },
    });
    await tx.ingestSession.update({
      where: { orgId_id: { orgId, id: sessionId } },
      data: { itemsStaged: { increment: items } },
    });
  });
}
