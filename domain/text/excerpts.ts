import type { ItemKey } from '../assets/find-files.ts';
import type { Context } from '../context.ts';

/** Maximum number of characters of an excerpt. The largest tile shows about this number. */
const maxCharacters = 400;

/**
 * Returns SQL for the excerpt of an item, which is the beginning of its text content. NULL until the text is extracted.
 *
 * PostgreSQL decompresses only the beginning of a long text for it.
 */
export function excerptSql(item: string): string {
  return `(
    SELECT ltrim(left(t.body, ${maxCharacters}), E' \\t\\r\\n')
    FROM item_asset l JOIN asset_text t ON t.org_id = l.org_id AND t.asset_id = l.asset_id
    WHERE l.org_id = ${item}.org_id AND l.item_id = ${item}.id AND l.role = 'PRIMARY'
    ORDER BY l.ordinal LIMIT 1
  )`;
}

const statement = `
  SELECT ${excerptSql('k')} AS excerpt
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS k (org_id, id, place)
  ORDER BY k.place`;

/**
 * Returns the excerpt of each item, or null if its text is not extracted yet. The caller must have checked that the
 * viewer may see the items. Takes one statement.
 */
export async function findExcerpts({ db }: Pick<Context, 'db'>, items: readonly ItemKey[]): Promise<(string | null)[]> {
  const rows = await db.$queryRawUnsafe<{ excerpt: string | null }[]>(
    statement,
    items.map(({ orgId }) => orgId),
    items.map(({ id }) => id),
  );
  return rows.map(({ excerpt }) => excerpt);
}
