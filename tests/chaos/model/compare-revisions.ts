import type { World } from '#tests/kit/world.ts';
import type { DatasetModel } from './dataset-model.ts';
import { files } from './manifest-items.ts';
import { equal } from './outcome.ts';

/** Throws unless the dataset has exactly the revisions of the model, with the same items in the same order. */
export async function compareRevisions({ databases }: World, datasetId: string, model: DatasetModel): Promise<void> {
  const { system } = databases;
  const dataset = await system.dataset.findFirstOrThrow({ where: { id: datasetId } });
  const stored = await system.datasetRevision.findMany({ where: { datasetId }, orderBy: { number: 'asc' } });
  const rows = await system.item.findMany({
    where: { datasetId },
    orderBy: { position: 'asc' },
    include: { assets: { include: { asset: true } } },
  });
  const tagRows = await system.$queryRaw<{ id: string; tags: string[] }[]>`
    SELECT item_id::text AS id, array_agg(tag ORDER BY tag) AS tags FROM item_tag
    WHERE dataset_id = ${datasetId}::uuid GROUP BY item_id`;
  const indexed = new Map(tagRows.map(({ id, tags }) => [id, tags]));
  const { revisions } = model;
  equal('the current revision', dataset.revision ?? 0, model.revision);
  equal(
    'the numbers of the revisions',
    stored.map(({ number }) => number),
    revisions.slice(1).map((_, n) => n + 1),
  );
  for (const [index, items] of revisions.slice(1).entries()) {
    const number = index + 1;
    const seen = rows
      .filter(({ sinceRevision: since, untilRevision: until }) => since <= number && (until === null || until > number))
      .map(({ key, position, title, tags, sinceRevision, assets, id }) => ({
        key,
        position: Number(position),
        title,
        tags,
        since: sinceRevision,
        file: assets.map(({ asset }) => asset.sha256).join(),
        indexed: indexed.get(id) ?? [],
      }));
    const right = items
      .map(({ file, ...item }) => ({ ...item, file: files[file]?.sha256, indexed: [...item.tags].sort() }))
      .sort((one, other) => one.position - other.position);
    equal(`the items of revision ${number}`, seen, right);
    equal(`the count of revision ${number}`, stored[index]?.itemCount, items.length);
  }
}
