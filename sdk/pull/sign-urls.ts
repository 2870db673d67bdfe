import type { Ask } from '../api/api.ts';
import { graphql } from '../gql/gql.ts';
import type { SignUrlsQuery } from '../gql/graphql.ts';

const SignUrls = graphql(`
  query SignUrls($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Asset { signedUrl(disposition: ATTACHMENT) { url } } }
  }
`);

type Node = NonNullable<SignUrlsQuery['nodes']>[number];
type Signed = Exclude<NonNullable<Node>, Record<PropertyKey, never>>;

/** Fresh addresses of files, up to a hundred, in their order; null for one that may no longer be seen. */
export async function signUrls(ask: Ask, ids: readonly string[]): Promise<(string | null)[]> {
  const { data } = await ask(SignUrls, { ids: [...ids] });
  return (data.nodes ?? []).map((node) => (node as Signed | null)?.signedUrl.url ?? null);
}
