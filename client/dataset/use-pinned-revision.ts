import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { loadOnce } from '../data/load-once.ts';
import { graphql } from '../gql/index.ts';
import type { ItemList } from '../item/item-list.ts';

const PinnedRevisionQuery = graphql(`
  query PinnedRevision($organization: String!, $slug: String!, $after: String) {
    dataset(organizationSlug: $organization, slug: $slug) {
      id
      revisions(first: 100, after: $after) {
        edges {
          node {
            id
            number
            createdAt
            byteSize
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

interface Revision {
  number: number;
  createdAt: string;
  byteSize: number;
}

/** Maximum number of pages, which is 1,000 revisions. For an older revision, the status line shows less. */
const maxPages = 10;

/** Returns the revision in the URL. Undefined while it is loading, and if the page shows the newest revision. */
export function usePinnedRevision({ organization, slug, revision }: ItemList): Revision | undefined {
  const client = useClient();
  const [found, setFound] = useState<Revision>();
  useEffect(() => {
    if (revision === null) return undefined;
    const controller = new AbortController();
    const find = async () => {
      let after: string | null | undefined = null;
      for (let page = 0; page < maxPages && after !== undefined; page += 1) {
        const variables: { organization: string; slug: string; after: string | null } = { organization, slug, after };
        const { dataset } = await loadOnce(client, PinnedRevisionQuery, variables, controller.signal);
        const node = dataset?.revisions?.edges.find((edge) => edge.node.number === revision)?.node;
        if (node) return setFound(node);
        const { hasNextPage, endCursor } = dataset?.revisions?.pageInfo ?? {};
        after = hasNextPage ? (endCursor ?? undefined) : undefined;
      }
    };
    // Ignores the error, because only the status line needs the revision.
    find().catch(() => {});
    return () => controller.abort();
  }, [client, organization, slug, revision]);
  return found?.number === revision ? found : undefined;
}
