import type { Db } from '#database/databases.ts';
import { datasetWords } from './dataset-words.ts';

const datasetsAtOnce = 200;

interface DatasetKey {
  orgId: string;
  id: string;
}

/** Start of the walk: a key that sorts before all keys. */
const first: DatasetKey = {
  orgId: '00000000-0000-0000-0000-000000000000',
  id: '00000000-0000-0000-0000-000000000000',
};

/**
 * Updates the search words and sort keys of datasets that do not match their names. An earlier version may have written
 * these datasets, and may still be running. Returns the number of updated datasets.
 */
export async function indexDatasets(system: Db, signal: AbortSignal): Promise<number> {
  let written = 0;
  for (let last: DatasetKey = first; ; ) {
    signal.throwIfAborted();
    const keys: DatasetKey[] = await system.$queryRaw`
      SELECT org_id AS "orgId", id FROM dataset WHERE (org_id, id) > (${last.orgId}::uuid, ${last.id}::uuid)
      ORDER BY org_id, id LIMIT ${datasetsAtOnce}`;
    const datasets = await system.dataset.findMany({
      where: { orgId: { in: keys.map(({ orgId }) => orgId) }, id: { in: keys.map(({ id }) => id) } },
      select: {
        orgId: true,
        id: true,
        name: true,
        slug: true,
        description: true,
        sortName: true,
        nameWords: true,
        descriptionWords: true,
      },
    });
    for (const { orgId, id, name, slug, description, ...stored } of datasets) {
      const words = datasetWords({ name, slug, description });
      if (
        words.sortName === stored.sortName &&
        words.nameWords === stored.nameWords &&
        words.descriptionWords === stored.descriptionWords
      ) {
        continue;
      }
      // The update matches no row if the dataset was renamed meanwhile. In that case, the rename has written the words.
      const { count } = await system.dataset.updateMany({ where: { orgId, id, name, description }, data: words });
      written += count;
    }
    if (keys.length < datasetsAtOnce) return written;
    last = keys.at(-1)!;
  }
}
