import { invalidAnswer } from './check-answer.ts';

interface Page {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: readonly unknown[];
}

/** Returns the cursor of the next page, null after the last. Throws for a page that could go on for ever. */
export function nextCursor({ pageInfo, edges }: Page, after: string | null): string | null {
  const { hasNextPage, endCursor } = pageInfo;
  if (!hasNextPage) return null;
  if (endCursor !== null && endCursor !== after && edges.length > 0) return endCursor;
  throw invalidAnswer('a page says that another follows, but leads nowhere');
}
