import type { Db } from '#database/databases.ts';
import { datasetWords } from './dataset-words.ts';

const datasetsAtOnce = 200;

/**
 * Updates the words and sort keys of datasets where they do not match the names. An earlier version may have written or
 * renamed such datasets, and may still run. Returns their number.
 */
export async function indexDatasets(system: Db, signal: AbortSignal): Promise<number> {
  let written = 0;
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    signal.throwIfAborted();
    const datasets = await system.dataset.findMany({
      where: { id: { gt: last } },
      orderBy: { id: 'asc' },
      take: datasetsAtOnce,
      select: {
        id: true,
        name: true,
        slug: true,
        description: true,
        sortName: true,
        nameWords: true,
        descriptionWords: true,
      },
    });
    for (const { id, name, slug, description, ...stored } of datasets) {
      const words = datasetWords({ name, slug, description });
      if (
        words.sortName === stored.sortName &&
        words.nameWords === stored.nameWords &&
        words.descriptionWords === stored.descriptionWords
      ) {
        continue;
      }
      // If a dataset is renamed meanwhile, that rename writes its words.
      const { count } = await system.dataset.updateMany({ where: { id, name, description }, data: words });
      written += count;
    }
    if (datasets.length < datasetsAtOnce) return written;
    last = datasets.at(-1)!.id;
  }
}
