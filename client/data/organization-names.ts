import type { Client } from '@urql/core';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../gql/index.ts';
import { loadOnce } from './load-once.ts';

const MemberNamesQuery = graphql(`
  query MemberNames($org: String!, $after: String) {
    organization(slug: $org) {
      id
      members(first: 100, after: $after) {
        edges {
          node {
            id
            user {
              id
              name
              email
            }
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

const DatasetNamesQuery = graphql(`
  query DatasetNames($org: String!, $after: String) {
    datasets(first: 100, after: $after, filter: { organizationSlug: $org }, orderBy: { field: NAME, direction: ASC }) {
      edges {
        node {
          id
          slug
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Names that the URL may contain, with their ids. */
export interface Names {
  people: readonly { id: string; name: string; email?: string | null }[];
  datasets: readonly { id: string; slug: string; name: string }[];
}

interface Page<Node> {
  edges: readonly { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** Maximum number of pages to load. Names on later pages cannot be chosen. */
const maxPages = 20;

/** Loads all people and datasets of an organization that the viewer may see. */
export async function loadNames(client: Client, org: string, signal?: AbortSignal): Promise<Names> {
  const [members, datasets] = await Promise.all([
    allPages(async (after) => (await loadOnce(client, MemberNamesQuery, { org, after }, signal)).organization?.members),
    allPages(async (after) => (await loadOnce(client, DatasetNamesQuery, { org, after }, signal)).datasets),
  ]);
  return { people: members.map(({ user }) => user), datasets };
}

async function allPages<Node>(load: (after: string | null) => Promise<Page<Node> | null | undefined>) {
  const nodes: Node[] = [];
  let after: string | null = null;
  for (let count = 0; count < maxPages; count += 1) {
    const page: Page<Node> | null | undefined = await load(after);
    nodes.push(...(page?.edges ?? []).map(({ node }) => node));
    after = page?.pageInfo.endCursor ?? null;
    if (!page?.pageInfo.hasNextPage || after === null) break;
  }
  return nodes;
}

/** Returns the names of an organization. Undefined until they have loaded, or if loading fails. */
export function useNames(org: string): Names | undefined {
  const client = useClient();
  const [names, setNames] = useState<Names>();
  useEffect(() => {
    const controller = new AbortController();
    loadNames(client, org, controller.signal).then(setNames, () => undefined);
    return () => controller.abort();
  }, [client, org]);
  return names;
}
