import { InvalidInput, LimitExceeded } from '../errors.ts';
import type { Limits } from '../limits.ts';

/** Arguments of a connection. (GraphQL Cursor Connections Specification, section 4.) */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** Requested page: the number of rows, and the cursor after which, or before which, it is read. */
export interface Page {
  size: number;
  backward: boolean;
  cursor: string | null;
}

/** Rows of a page, in the order of the list for both directions. */
export interface PageOf<Row> {
  rows: Row[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** Page of a list that can be counted. */
export interface CountedPage<Row> extends PageOf<Row> {
  /** Returns the number of rows of the whole list. */
  count: () => Promise<number>;
}

/** A row count and a direction. */
export interface WalkedRows {
  rows: number;
  backward: boolean;
}

/**
 * Returns the number of rows to read for a page, and the direction. Reads one row more than the page contains, to know
 * whether the list continues.
 */
export function rowsOf({ size, backward }: Page): WalkedRows {
  return { rows: size + 1, backward };
}

/** Returns the page that the arguments of a connection request. Throws for invalid arguments. */
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
 * Returns the rows of a page. `rows` are in the order of reading, and may contain one row more than the page.
 * `precededByMore` is true if the list has more rows before the first of these rows.
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
