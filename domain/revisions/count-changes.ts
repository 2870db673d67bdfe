import type { Dataset } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import type { CountKind } from '../count-kind.ts';
import { everywhere, itemChangeKinds, type RevisionPair, removedSource, writtenSource } from './diff-source.ts';

export interface ChangeCounts {
  added: number;
  changed: number;
  removed: number;
  kind: Extract<CountKind, 'EXACT' | 'AT_LEAST'>;
}

const countedAtMost = 100_000;

/**
 * Counts the items that were added, changed and removed between two revisions. For consecutive revisions, returns the
 * stored counts. For other revisions, counts up to 100,000 written and 100,000 removed items.
 */
export async function countChanges(
  { db }: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  pair: RevisionPair,
): Promise<ChangeCounts> {
  if (Math.abs(pair.to - pair.from) === 1) {
    const number = Math.max(pair.from, pair.to);
    const { changes } = await db.datasetRevision.findUniqueOrThrow({
      where: { orgId_datasetId_number: { orgId: dataset.orgId, datasetId: dataset.id, number } },
      select: { changes: true },
    });
    const { added, changed, removed } = changes as unknown as Record<'added' | 'changed' | 'removed', number>;
    return pair.from < pair.to
      ? { added, changed, removed, kind: 'EXACT' }
      : { added: removed, changed, removed: added, kind: 'EXACT' };
  }
  const written = writtenSource(dataset, pair, itemChangeKinds, everywhere)!;
  const gone = removedSource(dataset, pair, itemChangeKinds, everywhere)!;
  const [counted] = await db.$queryRaw<{ added: number; changed: number; removed: number }[]>`
    SELECT count(*) FILTER (WHERE before_id IS NULL)::integer AS added,
      count(*) FILTER (WHERE before_id IS NOT NULL AND after_id IS NOT NULL)::integer AS changed,
      count(*) FILTER (WHERE after_id IS NULL)::integer AS removed
    FROM ((${written} LIMIT ${countedAtMost}) UNION ALL (${gone} LIMIT ${countedAtMost})) change`;
  const { added, changed, removed } = counted!;
  const isCut = added + changed >= countedAtMost || removed >= countedAtMost;
  return { added, changed, removed, kind: isCut ? 'AT_LEAST' : 'EXACT' };
}
