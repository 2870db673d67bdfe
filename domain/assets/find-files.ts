import type { Context } from '../context.ts';
import { renditionOfFileSql } from '../renditions/rendition-of-file.ts';
import { filesSql } from './files-sql.ts';
import { fileColumns, type ItemAsset } from './item-asset.ts';
import { processingOfFileSql } from './processing-of-file.ts';

/** Primary key of an item. */
export interface ItemKey {
  id: string;
  orgId: string;
}

/** Returns a JSON object of SQL expressions. */
function objectSql(members: Readonly<Record<string, string>>): string {
  return `json_build_object(${Object.entries(members)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ')})`;
}

const fileSql = objectSql({
  item: objectSql({ id: 'i.id', orgId: 'i.org_id', key: 'i.key', datasetId: 'i.dataset_id' }),
  sensitive: 'd.sensitive',
  role: 'f.role',
  filename: 'f.filename',
  asset: objectSql(Object.fromEntries(Object.entries(fileColumns).map(([name, sql]) => [name, sql('f')]))),
  processing: `(
    SELECT coalesce(json_agg(step.json), '[]') FROM (
      SELECT ${objectSql({ orgId: 'p.org_id', task: 'p.task', state: 'p.state', reason: 'p.reason', updatedAt: 'p.updated_at' })} AS json
      ${processingOfFileSql('f', 'p')}
    ) step
  )`,
  rendition: `(SELECT ${objectSql({ orgId: 'r.org_id', state: 'r.state', reason: 'r.reason', progress: 'r.progress' })} ${renditionOfFileSql('f', 'r')})`,
});

const statement = `
  SELECT (SELECT coalesce(json_agg(each.file), '[]') FROM (SELECT ${fileSql} AS file ${filesSql('i', 'f')}) each) AS files
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS k (org_id, id, place)
  LEFT JOIN item i ON i.org_id = k.org_id AND i.id = k.id
  LEFT JOIN dataset d ON d.org_id = i.org_id AND d.id = i.dataset_id
  ORDER BY k.place`;

/** `ItemAsset` as JSON, in which dates are strings. */
type FileJson = Omit<ItemAsset, 'processing'> & {
  processing: (Omit<ItemAsset['processing'][number], 'updatedAt'> & { updatedAt: string })[];
};

/**
 * Returns all files of each item, the published ones first. The caller must have checked that the viewer may see the
 * items. Takes one statement.
 */
export async function findFiles({ db }: Pick<Context, 'db'>, items: readonly ItemKey[]): Promise<ItemAsset[][]> {
  const unique = [...new Map(items.map((item) => [item.id, item])).values()];
  const rows = await db.$queryRawUnsafe<{ files: FileJson[] }[]>(
    statement,
    unique.map(({ orgId }) => orgId),
    unique.map(({ id }) => id),
  );
  const byItem = new Map(unique.map(({ id }, index) => [id, (rows[index]?.files ?? []).map(readFile)]));
  return items.map(({ id }) => byItem.get(id) ?? []);
}

function readFile({ processing, ...file }: FileJson): ItemAsset {
  return {
    ...file,
    processing: processing.map(({ updatedAt, ...step }) => ({ ...step, updatedAt: new Date(updatedAt) })),
  };
}
