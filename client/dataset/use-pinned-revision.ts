import { useQuery } from 'urql';
import { graphql } from '../gql/index.ts';
import type { ItemList } from './item-list.ts';

const PinnedRevisionQuery = graphql(`
  query PinnedRevision($organization: String!, $slug: String!) {
    dataset(organization: $organization, slug: $slug) {
      id
      revisions(first: 100) {
        edges {
          node {
            id
            number
          }
        }
      }
    }
  }
`);

const PinnedFacetsQuery = graphql(`
  query PinnedFacets($id: ID!) {
    node(id: $id) {
      ... on DatasetRevision {
        id
        number
        createdAt
        byteSize
        facets {
          ...DatasetFacets_facets
        }
      }
    }
  }
`);

/** What is known of the revision a link is pinned to; undefined when it is pinned to none. */
export function usePinnedRevision({ organization, slug, revision }: ItemList) {
  const [found] = useQuery({
    query: PinnedRevisionQuery,
    variables: { organization, slug },
    pause: revision === null,
  });
  const id = found.data?.dataset?.revisions.edges.find(({ node }) => node.number === revision)?.node.id;
  const [facets] = useQuery({ query: PinnedFacetsQuery, variables: { id: id ?? '' }, pause: id === undefined });
  const node = facets.data?.node;
  return node && 'facets' in node ? node : undefined;
}
