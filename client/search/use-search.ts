import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { loadOnce } from '../data/load-once.ts';
import { type ListPage, useList } from '../data/use-list.ts';
import type { SearchKind, SearchResultsQuery as SearchResults } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

const SearchResultsQuery = graphql(`
  query SearchResults($query: String!, $organization: String!, $kinds: [SearchKind!], $after: String) {
    search(query: $query, organizationSlug: $organization, kinds: $kinds, first: 20, after: $after) {
      totalCount
      totalCountKind
      edges {
        cursor
        node {
          ...ResultRow_result
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Found = NonNullable<SearchResults['search']>;
export type Result = Found['edges'][number]['node'];

/** Returns the results of a search of one kind by pages, with their count. */
export function useSearch(organization: string, query: string, kind: SearchKind) {
  const client = useClient();
  const [count, setCount] = useState<Pick<Found, 'totalCount' | 'totalCountKind'>>();
  const load = useCallback(
    async (after: string | null, signal: AbortSignal): Promise<ListPage<Result> | null> => {
      if (query === '') return { edges: [], pageInfo: { hasNextPage: false } };
      const { search } = await loadOnce(
        client,
        SearchResultsQuery,
        { query, organization, kinds: [kind], after },
        signal,
      );
      if (search) setCount(search);
      return search ?? null;
    },
    [client, organization, query, kind],
  );
  return { ...useList(load), count };
}
