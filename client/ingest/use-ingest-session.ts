import { useEffect } from 'react';
import { useQuery, useSubscription } from 'urql';
import { bypassingCache } from '../data/bypass.ts';
import { graphql, readFragment } from '../gql/index.ts';
import { isOver } from './ingest-words.ts';

const pollMilliseconds = 3_000;

const FollowedSessionFragment = graphql(`
  fragment FollowedSession_session on IngestSession {
    id
    state
    mode
    phase
    message
    createdAt
    expiresAt
    closedAt
    revision
    noop
    failure
    issueCount
    itemCount
    itemsStaged
    dataset {
      id
      slug
      name
    }
    progress {
      filesDeclared
      filesVerified
      filesMissing
      filesMismatched
      bytesDeclared
      bytesVerified
    }
  }
`);

const IngestSessionQuery = graphql(`
  query IngestSession($id: ID!) {
    node(id: $id) {
      ... on IngestSession {
        ...FollowedSession_session
      }
    }
  }
`);

const FollowIngestSessionSubscription = graphql(`
  subscription FollowIngestSession($id: ID!) {
    ingestSession(id: $id) {
      ...FollowedSession_session
    }
  }
`);

/** A session as it is now: told by the server as it changes, asked for every few seconds where no stream gets through. */
export function useIngestSession(id: string) {
  const variables = { id };
  const [asked, ask] = useQuery({ query: IngestSessionQuery, variables, context: bypassingCache });
  const node = asked.data?.node;
  const first = readFragment(FollowedSessionFragment, node?.__typename === 'IngestSession' ? node : null);
  const isFollowing = first != null && !isOver(first.state);
  const [followed] = useSubscription({
    query: FollowIngestSessionSubscription,
    variables,
    context: bypassingCache,
    pause: !isFollowing,
  });
  const told = readFragment(FollowedSessionFragment, followed.data?.ingestSession);
  const isLive = isFollowing && followed.fetching && !followed.error;
  const session = isLive || (told && isOver(told.state)) ? (told ?? first) : (first ?? told);
  const isPolling = isFollowing && !isLive && !(session && isOver(session.state));

  useEffect(() => {
    if (!isPolling) return undefined;
    const timer = setInterval(() => ask(), pollMilliseconds);
    return () => clearInterval(timer);
  }, [isPolling, ask]);

  return { session, error: asked.error, isLoading: asked.fetching, isLive, retry: () => ask() };
}

export type FollowedSession = NonNullable<ReturnType<typeof useIngestSession>['session']>;
