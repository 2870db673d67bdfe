import { setImmediate } from 'node:timers/promises';
import { keysOf } from '#formats/keys-of.ts';
import { findMatches } from '#formats/text/find-matches.ts';
import { firstMatch } from '#formats/text/first-match.ts';
import type { TextQuery } from '#formats/text/query.ts';
import type { Context } from '../context.ts';
import { compileQuery } from '../text/tsquery.ts';
import { maxTextLength } from '../text/words.ts';
import { highlight, highlightPart, type TextFragment } from './highlight.ts';

export type HighlightField = 'TITLE' | 'KEY' | 'TAG' | 'TEXT' | 'TRANSCRIPT';

/** Matches of a search in one field of an item. */
export interface Highlight {
  field: HighlightField;
  fragments: TextFragment[];
}

/** Number of characters of each text that the first query reads. */
const firstLength = 16_000;
/** Maximum number of further characters that are read for all longer texts of a page together. */
const maxFurtherLength = 500_000;

interface NamedRow {
  id: string;
  title: string | null;
  key: string;
  tags: string[];
  textAssetId: string | null;
  text: string | null;
  textLength: number | null;
  said: string | null;
}

/**
 * Returns the matches of a search in the title, key, tags, text and transcript of each item. For text and transcript,
 * returns only the part around the first match.
 */
export async function findItemHighlights(
  { db }: Pick<Context, 'db'>,
  itemIds: readonly string[],
  words: string,
): Promise<Highlight[][]> {
  const { parsed, any } = compileQuery(words);
  if (any === null) return itemIds.map(() => []);
  const rows = await db.$queryRaw<NamedRow[]>`
    SELECT i.id, i.title, i.key, coalesce(i.tags, '{}') AS tags, worded.asset_id AS "textAssetId", worded.text, worded.length AS "textLength", said.text AS said
    FROM unnest(${[...new Set(itemIds)]}::uuid[]) AS asked (id)
    JOIN item i ON i.id = asked.id
    LEFT JOIN LATERAL (
      SELECT t.asset_id, left(t.body, ${firstLength}::integer) AS text, length(t.body) AS length
      FROM item_asset ia
      JOIN asset_text t ON t.org_id = ia.org_id AND t.asset_id = ia.asset_id
      LEFT JOIN asset_words w ON w.org_id = ia.org_id AND w.asset_id = ia.asset_id AND w.kind = 'TEXT'
      WHERE ia.org_id = i.org_id AND ia.item_id = i.id
        AND CASE WHEN w.asset_id IS NULL THEN t.search @@ search_query(${words}) ELSE w.words @@ ${any}::tsquery END
      ORDER BY ia.role, ia.ordinal LIMIT 1
    ) worded ON TRUE
    LEFT JOIN LATERAL (
      SELECT s.text FROM item_asset ia
      JOIN transcript_segment s ON s.org_id = ia.org_id AND s.asset_id = ia.asset_id
      WHERE ia.org_id = i.org_id AND ia.item_id = i.id AND ia.role = 'TRANSCRIPT'
        AND CASE WHEN s.words_version = 0 THEN s.search @@ search_query(${words}) ELSE s.search @@ ${any}::tsquery END
      ORDER BY ia.ordinal, s.ordinal LIMIT 1
    ) said ON TRUE`;
  await readFurther(db, rows, parsed);
  const byItem = new Map<string, Highlight[]>();
  for (const row of rows) {
    byItem.set(row.id, highlightsOf(row, parsed));
    // Computing the matches of a page takes time, so other requests can run after each item.
    await setImmediate();
  }
  return itemIds.map((id) => byItem.get(id) ?? []);
}

/** Functions that return the fragments of each field, or null if the field does not match. */
const fragmentsOf: Record<HighlightField, (row: NamedRow, query: TextQuery) => TextFragment[] | null> = {
  TITLE: ({ title }, query) => wholeIfFound(title ?? '', query),
  KEY: ({ key }, query) => wholeIfFound(key, query),
  TAG: ({ tags }, query) => wholeIfFound(tags.find((tag) => findMatches(tag, query).length > 0) ?? '', query),
  TEXT: ({ text }, query) => (text === null ? null : highlightPart(text, query)),
  TRANSCRIPT: ({ said }, query) => (said === null ? null : highlightPart(said, query)),
};

function highlightsOf(row: NamedRow, query: TextQuery): Highlight[] {
  return keysOf(fragmentsOf).flatMap((field) => {
    const fragments = fragmentsOf[field](row, query);
    return fragments === null ? [] : [{ field, fragments }];
  });
}

function wholeIfFound(text: string, query: TextQuery): TextFragment[] | null {
  const fragments = highlight(text, query);
  return fragments.some(({ isMatch }) => isMatch) ? fragments : null;
}

/** Reads further characters of the texts whose first part contains no match, up to the limit of a page. */
async function readFurther(db: Context['db'], rows: NamedRow[], query: TextQuery): Promise<void> {
  let left = maxFurtherLength;
  for (const row of rows) {
    const { text, textLength, textAssetId } = row;
    if (text === null || textLength === null || textLength <= firstLength) continue;
    if (left <= 0 || firstMatch(text, query)) continue;
    const [further] = await db.$queryRaw<{ text: string }[]>`
      SELECT substr(body, ${firstLength - 200}::integer, ${maxTextLength}::integer) AS text FROM asset_text
      WHERE asset_id = ${textAssetId}::uuid`;
    left -= further?.text.length ?? 0;
    if (further && firstMatch(further.text, query)) row.text = `… ${further.text}`;
  }
}
