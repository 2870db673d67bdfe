import { usePagedQuery } from '../data/use-paged-query.ts';
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

/** Returns the search results of one kind, page by page, with their count. */
export function useSearch(organization: string, query: string, kind: SearchKind) {
  const variables = query === '' ? null : { query, organization, kinds: [kind] };
  const { data, ...list } = usePagedQuery(SearchResultsQuery, variables, ({ search }) => search);
  return { ...list, count: data?.search ?? undefined };
}
