import { findKeysetPage, type KeysetList } from './find-keyset-page.ts';
import type { KeysetQuery } from './keyset.ts';
import type { CountedPage, Page } from './page.ts';

/**
 * Returns one page of a list, as `findKeysetPage` does, and a function that counts the list. `where` contains the
 * conditions of the list.
 */
export async function findCountedPage<Row extends object, Where>(
  list: KeysetList<Row>,
  page: Page,
  where: Where,
  load: (query: KeysetQuery) => Promise<Row[]>,
  count: (query: { where: Where }) => Promise<number>,
): Promise<CountedPage<Row & { cursor: string }>> {
  return { ...(await findKeysetPage(list, page, load)), count: () => count({ where }) };
}
