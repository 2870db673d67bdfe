import type { Ask } from '../api/api.ts';
import { invalidAnswer } from '../api/check-answer.ts';
import { graphql } from '../gql/gql.ts';

const SignUrls = graphql(`
  query SignUrls($ids: [ID!]!) {
    nodes(ids: $ids) { __typename ... on Asset { signedUrl(disposition: ATTACHMENT) { url } } }
  }
`);

/** Returns new URLs of up to 100 files, in the order of the ids. Null for a file that the viewer may no longer see. */
export async function signUrls(ask: Ask, ids: readonly string[]): Promise<(string | null)[]> {
  const { data, requestId } = await ask(SignUrls, { ids: [...ids] });
  const nodes = data.nodes ?? [];
  if (nodes.length !== ids.length) throw invalidAnswer('data.nodes does not have the requested length', requestId);
  return nodes.map((node) => (node?.__typename === 'Asset' ? (node.signedUrl?.url ?? null) : null));
}
