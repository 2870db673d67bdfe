import { connect } from './api/api.ts';
import { VitrineError } from './errors.ts';
import { graphql } from './gql/gql.ts';
import type { IngestState, OrganizationSessionsQuery } from './gql/graphql.ts';
import { defaultEndpoint } from './publish-options.ts';

graphql(`
  fragment ListedSession on IngestSession {
    id
    state
    phase
    mode
    message
    createdAt
    expiresAt
    closedAt
    itemCount
    issueCount
    revisionNumber
    noop
    failure { code message }
    dataset { slug }
    progress { filesDeclared filesVerified filesMismatched filesMissing bytesDeclared bytesVerified }
  }
`);

const OrganizationSessions = graphql(`
  query OrganizationSessions($organization: String!, $states: [IngestState!], $first: Int!) {
    organization(slug: $organization) {
      ingestSessions(first: $first, states: $states) { edges { node { ...ListedSession } } }
    }
  }
`);

const DatasetSessions = graphql(`
  query DatasetSessions($organization: String!, $dataset: String!, $states: [IngestState!], $first: Int!) {
    dataset(organizationSlug: $organization, slug: $dataset) {
      ingestSessions(first: $first, states: $states) { edges { node { ...ListedSession } } }
    }
  }
`);

export interface SessionsOptions {
  organization: string;
  /** Slug of a dataset. Default: all datasets of the organization. */
  dataset?: string;
  states?: readonly IngestState[];
  /** Maximum number of sessions, at most 100. Default: 20. */
  first?: number;
  token: string;
  endpoint?: string;
  fetch?: typeof globalThis.fetch;
  signal?: AbortSignal;
}

type Connection = NonNullable<NonNullable<OrganizationSessionsQuery['organization']>['ingestSessions']>;
export type ListedSession = Connection['edges'][number]['node'];

/** Returns the latest ingest sessions of a dataset or of an organization, the newest first. */
export async function listSessions(options: SessionsOptions): Promise<ListedSession[]> {
  const { organization, dataset, endpoint = defaultEndpoint, token, fetch = globalThis.fetch } = options;
  const ask = connect({ endpoint, token, fetch, signal: options.signal ?? new AbortController().signal });
  const which = { organization, states: options.states ? [...options.states] : null, first: options.first ?? 20 };
  const found =
    dataset === undefined
      ? (await ask(OrganizationSessions, which)).data.organization
      : (await ask(DatasetSessions, { ...which, dataset })).data.dataset;
  if (!found?.ingestSessions) {
    const what = dataset === undefined ? `organization ${organization}` : `dataset ${organization}/${dataset}`;
    throw new VitrineError('NOT_FOUND', `The ${what} does not exist, or you do not have permission to see it.`, {
      hint: 'Check the names and the token.',
    });
  }
  return found.ingestSessions.edges.map(({ node }) => node);
}
