import type { Db } from '#database/databases.ts';
import { indexItems, type NamedRow } from '#domain/text/index-items.ts';
import type { Dataset } from '#prisma/client/client.ts';

/** Adds search words and sort keys, as a publish does, to items that a test inserted without the API. */
export async function indexSeeds(system: Db, { id, orgId }: Pick<Dataset, 'id' | 'orgId'>): Promise<void> {
  for (;;) {
    const rows = await system.$queryRaw<NamedRow[]>`
      SELECT id, title, key, coalesce(tags, '{}') AS tags FROM item
      WHERE org_id = ${orgId}::uuid AND dataset_id = ${id}::uuid AND words_version = 0 LIMIT 5000`;
    if (rows.length === 0) return;
    await indexItems(system, orgId, rows);
  }
}
