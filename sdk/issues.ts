import { connect } from './api/api.ts';
import { VitrineError } from './errors.ts';
import { graphql } from './gql/gql.ts';
import type { IssuesFileQuery } from './gql/graphql.ts';
import { defaultEndpoint } from './publish-options.ts';

const IssuesFile = graphql(`
  query IssuesFile($session: ID!) { node(id: $session) { ... on IngestSession { issuesFile { url } } } }
`);

type Session = Exclude<NonNullable<IssuesFileQuery['node']>, Record<PropertyKey, never>>;

export interface IssuesOptions {
  /** The id of the session. */
  session: string;
  token: string;
  endpoint?: string;
  fetch?: typeof globalThis.fetch;
  signal?: AbortSignal;
}

/** All issues that the last validation of a session found, as a file: JSON, one a line, in chunks as they arrive. */
export async function* readAllIssues(options: IssuesOptions): AsyncGenerator<Uint8Array> {
  const { session, endpoint = defaultEndpoint, token, fetch = globalThis.fetch } = options;
  const signal = options.signal ?? new AbortController().signal;
  const { data, requestId } = await connect({ endpoint, token, fetch, signal })(IssuesFile, { session });
  const found = data.node as Session | null;
  if (!found) {
    throw new VitrineError('NOT_FOUND', 'There is no such session, or you may not see it.', {
      requestId,
      hint: '`vitrine sessions` lists them.',
    });
  }
  if (!found.issuesFile) return;
  const response = await fetch(found.issuesFile.url, { signal });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new VitrineError('NETWORK', `The store answered ${response.status}.`, { hint: 'Run the command again.' });
  }
  yield* response.body as unknown as AsyncIterable<Uint8Array>;
}
