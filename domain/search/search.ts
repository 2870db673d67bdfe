import { createHash } from 'node:crypto';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import type { CountKind } from '../count-kind.ts';
import { isId } from '../ids.ts';
import { readText } from '../items/item-filter.ts';
import { badCursor, decodeCursor, encodeCursor } from '../paging/cursor.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';
import { compileQuery } from '../text/tsquery.ts';
import { searchScopes } from './search-scope.ts';
import { type SearchKind, searchKinds, searchSource } from './search-source.ts';

export interface SearchInput extends PageArguments {
  /** Words to search, with the syntax of the filter `text` of a list of items. */
  query: string;
  /** Slug of the organization to search. Without it, all organizations of the viewer are searched. */
  organizationSlug?: string | null;
  kinds?: readonly SearchKind[] | null;
}

/** A search result: an item, or a moment in its transcript. */
export interface SearchHit {
  itemId: string;
  /** Place of a moment in the transcript. Null if the item itself matches. */
  moment: { assetId: string; ordinal: number } | null;
  cursor: string;
}

export interface SearchCount {
  value: number;
  kind: Extract<CountKind, 'EXACT' | 'AT_LEAST'>;
}

interface HitRow {
  item_id: string;
  asset_id: string | null;
  ordinal: number;
  place: number;
  behind: boolean;
}

/**
 * Returns one page of the items and moments that match some words, the best match first. Searches the current revisions
 * that the viewer may see. The rank of a result depends only on the result and the words. So its place is the same on
 * every page and for every viewer.
 *
 * For very common words, only some of the matches are ranked. The limits per organization are about 10,000 items, of
 * which 1,000 may have a long text, and 10,000 moments.
 */
export async function search(
  context: Pick<Context, 'db' | 'viewer' | 'limits'>,
  input: SearchInput,
): Promise<PageOf<SearchHit>> {
  const page = readPage(input, context.limits);
  const list = listName(input);
  const after = page.cursor === null ? null : readCursor(list, page.cursor, page.backward ? 'before' : 'after');
  const source = await sourceOf(context, input);
  if (source === null) return { rows: [], hasNextPage: false, hasPreviousPage: false };

  const comparison = (backward: boolean, from: string) => Prisma.raw(`${backward ? '<' : '>'}${from}`);
  const order = (backward: boolean) =>
    Prisma.raw(['place', 'item_id', 'ordinal'].map((name) => `${name} ${backward ? 'DESC' : 'ASC'}`).join());
  const beyond = (backward: boolean, from = '') =>
    after === null
      ? Prisma.sql`TRUE`
      : Prisma.sql`(place, item_id, ordinal) ${comparison(backward, from)} (${after.place}::integer, ${after.itemId}::uuid, ${after.ordinal}::integer)`;
  const rows = await context.db.$queryRaw<HitRow[]>`
    WITH found AS MATERIALIZED (${source})
    (SELECT item_id, asset_id, ordinal, place, FALSE AS behind FROM found
      WHERE ${beyond(page.backward)} ORDER BY ${order(page.backward)} LIMIT ${page.size + 1})
    UNION ALL
    (SELECT item_id, asset_id, ordinal, place, TRUE FROM found
      WHERE ${after !== null} AND ${beyond(!page.backward, '=')} LIMIT 1)`;
  const cut = cutPage(
    rows.filter(({ behind }) => !behind),
    page,
    rows.some(({ behind }) => behind),
  );
  return {
    ...cut,
    rows: cut.rows.map((row) => ({
      itemId: row.item_id,
      moment: row.asset_id === null ? null : { assetId: row.asset_id, ordinal: row.ordinal },
      cursor: encodeCursor(list, [row.place, row.item_id, row.ordinal]),
    })),
  };
}

/**
 * Counts the results of a search. For very common words, only some of the matches are read, and the count is a lower
 * bound.
 */
export async function countSearchResults(
  context: Pick<Context, 'db' | 'viewer'>,
  input: SearchInput,
): Promise<SearchCount> {
  const source = await sourceOf(context, input);
  if (source === null) return { value: 0, kind: 'EXACT' };
  const [counted] = await context.db.$queryRaw<{ count: number; capped: boolean }[]>`
    SELECT count(*)::integer AS count, coalesce(bool_or(capped), FALSE) AS capped FROM (${source}) found`;
  return { value: counted!.count, kind: counted!.capped ? 'AT_LEAST' : 'EXACT' };
}

async function sourceOf(context: Pick<Context, 'db' | 'viewer'>, { query, organizationSlug, kinds }: SearchInput) {
  const compiled = compileQuery(readText(query, 'query'));
  if (!compiled.isSearchable) return null;
  return searchSource(await searchScopes(context, organizationSlug ?? null), kindsOf(kinds), compiled);
}

function kindsOf(kinds: SearchInput['kinds']): SearchKind[] {
  return kinds ? [...new Set(kinds)].toSorted() : searchKinds;
}

/**
 * Returns the list name for cursors, so that a cursor is valid only for the same words and scope. It contains a digest,
 * because the words can be long.
 */
function listName({ query, organizationSlug, kinds }: SearchInput): string {
  const asked = JSON.stringify([query.trim(), organizationSlug ?? null, kindsOf(kinds)]);
  return `search:${createHash('sha256').update(asked).digest('base64url').slice(0, 22)}`;
}

function readCursor(list: string, cursor: string, argument: string) {
  const [place, itemId, ordinal] = decodeCursor(list, cursor, 3, argument);
  if (!isInteger(place) || typeof itemId !== 'string' || !isId(itemId) || !isInteger(ordinal)) {
    throw badCursor(argument);
  }
  return { place, itemId, ordinal };
}

function isInteger(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
}
