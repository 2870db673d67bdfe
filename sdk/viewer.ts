import { connect } from './api/api.ts';
import { VitrineError } from './errors.ts';
import { graphql } from './gql/gql.ts';
import type { ViewerQuery } from './gql/graphql.ts';

const Viewer = graphql(`
  query Viewer {
    viewer {
      scopes
      user { name email }
      memberships { role organization { slug name } }
    }
  }
`);

export interface ViewerOptions {
  endpoint: string;
  token: string;
  fetch?: typeof globalThis.fetch;
  signal?: AbortSignal;
}

/** Returns the user and the permissions of a token. Rejects with `UNAUTHENTICATED` if the token is not valid. */
export async function findViewer(options: ViewerOptions): Promise<NonNullable<ViewerQuery['viewer']>> {
  const { endpoint, token, fetch = globalThis.fetch, signal = new AbortController().signal } = options;
  const { data, requestId } = await connect({ endpoint, token, fetch, signal })(Viewer, {});
  if (data.viewer) return data.viewer;
  throw new VitrineError('UNAUTHENTICATED', 'The token is not valid. It may be mistyped, revoked or expired.', {
    requestId,
  });
}
