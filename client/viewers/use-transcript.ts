import { useCallback } from 'react';
import { useClient } from 'urql';
import { loadOnce } from '../data/load-once.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import type { Cue } from './cues.ts';
import { useAllPages } from './use-all-pages.ts';

const TranscriptFragment = graphql(`
  fragment Transcript_item on Item {
    id
    transcript(first: 100) {
      edges {
        node {
          ordinal
          startSeconds
          endSeconds
          speaker
          text
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const MoreTranscriptQuery = graphql(`
  query MoreTranscript($id: ID!, $after: String!) {
    node(id: $id) {
      ... on Item {
        id
        transcript(first: 100, after: $after) {
          edges {
            node {
              ordinal
              startSeconds
              endSeconds
              speaker
              text
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

export interface Transcript {
  cues: readonly Cue[];
  isLoading: boolean;
  isCut: boolean;
}

const maxCues = 10_000;

/** Returns the transcript of an item, which loads page by page. Null if it has none. */
export function useTranscript(fragment: FragmentType<typeof TranscriptFragment>): Transcript | null {
  const { id, transcript } = readFragment(TranscriptFragment, fragment);
  const client = useClient();
  const loadPage = useCallback(
    async (after: string, signal: AbortSignal) => {
      const { node } = await loadOnce(client, MoreTranscriptQuery, { id, after }, signal);
      return node && 'transcript' in node ? node.transcript : null;
    },
    [client, id],
  );
  const { nodes: cues, ...rest } = useAllPages<Cue>(transcript, loadPage, maxCues);
  return cues.length > 0 ? { cues, ...rest } : null;
}
