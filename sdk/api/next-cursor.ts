import { invalidAnswer } from './check-answer.ts';

interface Page {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: readonly unknown[];
}

/**
 * Returns the cursor of the next page, or null after the last page. Throws if the page would make the caller read pages
 * without end.
 */
export function nextCursor({ pageInfo, edges }: Page, after: string | null): string | null {
  const { hasNextPage, endCursor } = pageInfo;
  if (!hasNextPage) return null;
  if (endCursor !== null && endCursor !== after && edges.length > 0) return endCursor;
  throw invalidAnswer('a page announces a next page without a usable cursor');
}
