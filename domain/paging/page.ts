import { InvalidInput, LimitExceeded } from '../errors.ts';
import type { Limits } from '../limits.ts';

/** The arguments of a connection. (GraphQL Cursor Connections Specification, section 4.) */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** A requested page: a row count, and a cursor to walk forward after or backward before. */
export interface Page {
  size: number;
  backward: boolean;
  cursor: string | null;
}

/** A page of rows in the order of the list, for both directions of the walk. */
export interface PageOf<Row> {
  rows: Row[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** A page of a list that can be counted. */
export interface CountedPage<Row> extends PageOf<Row> {
  /** Counts the rows of the list on all pages together. */
  count: () => Promise<number>;
}

/** A row count and a direction. */
export interface WalkedRows {
  rows: number;
  backward: boolean;
}

/**
 * Returns the row count and direction to read for a page. One row more than the page shows whether the list continues.
 */
export function rowsOf({ size, backward }: Page): WalkedRows {
  return { rows: size + 1, backward };
}

/** Reads a connection's arguments. Throws for an invalid one. */
export function readPage({ first, after, last, before }: PageArguments, limits: Limits): Page {
  if (first != null && last != null) {
    throw new InvalidInput('last', 'Use either `first` or `last`, not both.');
  }
  if (first != null && before != null)
    throw new InvalidInput('before', 'Use `first` with `after`, or `last` with `before`.');
  if (last != null && after != null)
    throw new InvalidInput('after', 'Use `first` with `after`, or `last` with `before`.');
  if (after != null && before != null) throw new InvalidInput('before', 'Use either `after` or `before`, not both.');
  const backward = last != null || before != null;
  const size = first ?? last ?? limits.defaultPageSize;
  const name = last != null ? 'last' : 'first';
  if (size < 0) throw new InvalidInput(name, `\`${name}\` must be 0 or more.`);
  if (size > limits.pageSize) {
    throw new LimitExceeded(
      limits.pageSize,
      `\`${name}\` must be at most ${limits.pageSize}. Use cursors to read more.`,
    );
  }
  return { size, backward, cursor: after ?? before ?? null };
}

/**
 * Cuts rows to the page. `rows` are in the order of the walk, at most one more than the page holds. `precededByMore`
 * tells whether there are rows on the side that the walk came from.
 */
export function cutPage<Row>(rows: Row[], page: Page, precededByMore: boolean): PageOf<Row> {
  const more = rows.length > page.size;
  const kept = rows.slice(0, page.size);
  if (page.backward) kept.reverse();
  return {
    rows: kept,
    hasNextPage: page.backward ? precededByMore : more,
    hasPreviousPage: page.backward ? more : precededByMore,
  };
}
