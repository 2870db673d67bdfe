import { useEffect, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { onEnd, pipe, subscribe } from 'wonka';
import { bypassingCache } from '../data/bypass.ts';
import type { FollowIngestSessionSubscription as Told } from '../gql/graphql.ts';
import { graphql, readFragment } from '../gql/index.ts';
import { isOver } from './ingest-states.ts';

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
    revisionNumber
    noop
    failure {
      code
      message
    }
    issueCount
    issueGroups {
      code
      count
    }
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

interface Stream {
  id: string;
  data: Told | undefined;
  /** Whether the event stream is connected. */
  isLive: boolean;
}

/**
 * Returns a session and its changes. Uses an event stream, or a query every few seconds if a stream cannot be opened.
 */
export function useIngestSession(id: string) {
  const variables = { id };
  const [asked, ask] = useQuery({ query: IngestSessionQuery, variables, context: bypassingCache });
  const node = asked.data?.node;
  const first = readFragment(FollowedSessionFragment, node?.__typename === 'IngestSession' ? node : null);
  const isFollowing = first != null && !isOver(first.state);
  const client = useClient();
  const [stream, setStream] = useState<Stream>();

  useEffect(() => {
    if (!isFollowing) return undefined;
    const following = pipe(
      client.subscription(FollowIngestSessionSubscription, { id }, bypassingCache),
      onEnd(() => setStream((before) => before && { ...before, isLive: false })),
      subscribe(({ data, error }) =>
        setStream((before) => ({ id, data: data ?? (before?.id === id ? before.data : undefined), isLive: !error })),
      ),
    );
    return () => following.unsubscribe();
  }, [client, id, isFollowing]);

  const own = stream?.id === id ? stream : undefined;
  const told = readFragment(FollowedSessionFragment, own?.data?.ingestSession);
  const isLive = own?.isLive === true;
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
