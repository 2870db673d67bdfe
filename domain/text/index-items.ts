import type { Db, Tx } from '#database/databases.ts';
import { naturalKey } from '#formats/natural-order.ts';
import { normaliseTags } from '#formats/text/normalise-tags.ts';
import { nameWords, wordsVersion } from './words.ts';

/** Title, key and tags of an item, from which its search words and sort keys are computed. */
export interface NamedRow {
  id: string;
  title: string | null;
  key: string;
  tags: string[];
}

/** Returns the columns of an item that are computed from its title, key and tags. */
export function nameColumns({ title, key, tags }: Omit<NamedRow, 'id'>) {
  const sortKey = naturalKey(key);
  return {
    words: nameWords({ title, key, tags }),
    sortTitle: title === null ? sortKey : naturalKey(title),
    sortKey,
  };
}

/**
 * Computes the search words and sort keys of items again, from their names and the words of their files. The caller
 * must have locked the rows, so that no change of another transaction is lost.
 */
export async function indexItems(tx: Db | Tx, orgId: string, items: readonly NamedRow[]): Promise<void> {
  const columns = items.map(nameColumns);
  const ids = items.map(({ id }) => id);
  // With a subquery, PostgreSQL expects few ids and looks each one up, even without statistics. With the join alone, it
  // may read all items of the organization.
  await tx.$executeRaw`
    UPDATE item SET words = words_with_files(item.org_id, item.id, n.words::tsvector), words_version = ${wordsVersion}::smallint,
      sort_title = n.sort_title, sort_key = n.sort_key
    FROM unnest(
      ${ids}::uuid[], ${columns.map(({ words }) => words)}::text[],
      ${columns.map(({ sortTitle }) => sortTitle)}::text[], ${columns.map(({ sortKey }) => sortKey)}::text[]
    ) AS n (id, words, sort_title, sort_key)
    WHERE item.org_id = ${orgId}::uuid AND item.id = n.id AND item.id = ANY (ARRAY(SELECT unnest(${ids}::uuid[])))`;
  for (const { id, tags } of items) {
    const normal = normaliseTags(tags);
    if (normal.length !== tags.length || normal.some((tag, index) => tag !== tags[index])) {
      await replaceTags(tx, orgId, id, normal);
    }
  }
}

/** Stores the tags of an item from an earlier version in their normal form. */
async function replaceTags(tx: Db | Tx, orgId: string, id: string, tags: string[]): Promise<void> {
  await tx.$executeRaw`UPDATE item SET tags = ${tags}::text[] WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid`;
  await tx.$executeRaw`DELETE FROM item_tag WHERE org_id = ${orgId}::uuid AND item_id = ${id}::uuid`;
  await tx.$executeRaw`
    INSERT INTO item_tag (org_id, dataset_id, tag, type, position, item_id)
    SELECT i.org_id, i.dataset_id, tag, i.type, i.position, i.id FROM item i CROSS JOIN LATERAL unnest(i.tags) AS tag
    WHERE i.org_id = ${orgId}::uuid AND i.id = ${id}::uuid`;
}
