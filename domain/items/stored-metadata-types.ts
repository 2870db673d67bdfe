import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { visibleAtSql } from './items-at.ts';
import { sampledItemsSql } from './sample-items.ts';

/** Types that `jsonb_typeof` returns. */
export type JsonType = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

const sampleSize = 200;

/**
 * Returns, for each path, the JSON types of its values in a sample of a revision's items. Omits null. Takes one
 * statement.
 */
export async function findStoredTypes(
  { db }: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  paths: readonly (readonly string[])[],
): Promise<ReadonlySet<JsonType>[]> {
  const types = paths.map(
    (path) => Prisma.sql`array_remove(array_agg(DISTINCT jsonb_typeof(i.metadata #> ${[...path]}::text[])), NULL)`,
  );
  const [row] = await db.$queryRaw<{ types: JsonType[][] }[]>`
    WITH ${sampledItemsSql(dataset, revision, {}, sampleSize)}
    SELECT jsonb_build_array(${Prisma.join(types)}) AS types
    FROM looked JOIN item i ON i.org_id = ${dataset.orgId}::uuid AND i.id = looked.id`;
  return paths.map((_path, index) => new Set((row?.types[index] ?? []).filter((type) => type !== 'null')));
}

/**
 * Returns whether any item of a revision has a value of this type at a path. The time is proportional to the number of
 * items.
 */
export async function hasStoredType(
  { db }: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  path: readonly string[],
  type: JsonType,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM item i
      WHERE i.org_id = ${dataset.orgId}::uuid AND i.dataset_id = ${dataset.id}::uuid
        AND ${visibleAtSql('i', revision)}
        AND jsonb_typeof(i.metadata #> ${[...path]}::text[]) = ${type}
    ) AS found`;
  return row!.found;
}
