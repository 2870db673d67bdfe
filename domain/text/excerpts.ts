import type { ItemKey } from '../assets/find-files.ts';
import type { Context } from '../context.ts';

/** Maximum number of characters of an excerpt. A tile of the largest size shows about as many. */
const maxCharacters = 400;

/**
 * Returns the SQL of an item's excerpt: the beginning of the text of its content. Null until the text is read.
 *
 * PostgreSQL decompresses only the beginning of a long text for this.
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
 * Returns the excerpt of each item, or null if its text is not read yet. The caller must have found the items, so that
 * the viewer may see them. Takes one statement.
 */
export async function findExcerpts({ db }: Pick<Context, 'db'>, items: readonly ItemKey[]): Promise<(string | null)[]> {
  const rows = await db.$queryRawUnsafe<{ excerpt: string | null }[]>(
    statement,
    items.map(({ orgId }) => orgId),
    items.map(({ id }) => id),
  );
  return rows.map(({ excerpt }) => excerpt);
}
