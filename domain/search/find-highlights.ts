import type { Context } from '../context.ts';
import { highlight, highlightPart, readTerms, type SearchTerm, type TextFragment } from './highlight.ts';

export type HighlightField = 'TITLE' | 'KEY' | 'TEXT' | 'TRANSCRIPT';

/** Where a text has what was searched for. */
export interface Highlight {
  field: HighlightField;
  fragments: TextFragment[];
}

/** The words that are looked for, without those that are excluded. */
export async function findTerms({ db }: Pick<Context, 'db'>, words: string): Promise<SearchTerm[]> {
  const [query] = await db.$queryRaw<{ tree: string }[]>`SELECT querytree(search_query(${words})) AS tree`;
  return readTerms(query!.tree);
}

/**
 * Where each of these items has some words: in its title, in its key and in its text, whose part around the first of
 * them is given. Two statements, however many items.
 */
export async function findItemHighlights(
  { db }: Pick<Context, 'db'>,
  itemIds: readonly string[],
  words: string,
): Promise<Highlight[][]> {
  const terms = await findTerms({ db }, words);
  const rows = await db.$queryRaw<{ id: string; title: string | null; key: string; part: string | null }[]>`
    SELECT i.id, i.title, i.key, worded.part
    FROM unnest(${[...new Set(itemIds)]}::uuid[]) AS asked (id)
    JOIN item i ON i.id = asked.id
    LEFT JOIN LATERAL (
      SELECT substr(t.body, greatest(1, regexp_instr(left(t.body, 250000), ${regexpOf(terms)}, 1, 1, 0, 'i') - 200), 800) AS part
      FROM item_asset ia
      JOIN asset_text t ON t.org_id = ia.org_id AND t.asset_id = ia.asset_id
      WHERE ia.org_id = i.org_id AND ia.item_id = i.id AND t.search @@ search_query(${words})
      ORDER BY ia.role, ia.ordinal LIMIT 1
    ) worded ON TRUE`;
  const byItem = new Map(
    rows.map(({ id, title, key, part }) => {
      const found: Highlight[] = [
        { field: 'TITLE', fragments: highlight(title ?? '', terms) },
        { field: 'KEY', fragments: highlight(key, terms) },
        ...(part === null ? [] : [{ field: 'TEXT' as const, fragments: highlightPart(part, terms) }]),
      ];
      return [id, found.filter(({ field, fragments }) => field === 'TEXT' || fragments.some((part) => part.isMatch))];
    }),
  );
  return itemIds.map((id) => byItem.get(id) ?? []);
}

/** The same words for a regular expression of PostgreSQL, to find the part of a long text to show. */
function regexpOf(terms: readonly SearchTerm[]): string {
  const words = terms.map(({ lexeme, isPrefix }) => {
    const literal = lexeme.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`\$&`);
    return isPrefix ? literal : `${literal}\\M`;
  });
  return `\\m(?:${words.join('|')})`;
}
