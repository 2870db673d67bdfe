import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { bypassingCache } from '../data/bypass.ts';
import { loadOnce } from '../data/load-once.ts';
import type { ProcessingState } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import * as strings from './strings.ts';

const RequestRenditionMutation = graphql(`
  mutation RequestRendition($asset: ID!) {
    requestRendition(input: { assetId: $asset }) {
      __typename
      ... on Error {
        message
      }
    }
  }
`);

const RenditionQuery = graphql(`
  query Rendition($item: ID!) {
    node(id: $item) {
      ... on Item {
        id
        content {
          __typename
          ... on VideoContent {
            primary {
              id
              renditionState {
                state
                reason
                progress
              }
            }
            rendition {
              id
              contentType
              codecs
            }
          }
          ... on AudioContent {
            primary {
              id
              renditionState {
                state
                reason
                progress
              }
            }
            rendition {
              id
              contentType
              codecs
            }
          }
        }
      }
    }
  }
`);

/** A copy of a film or sound that browsers play. */
export interface PlayableFile {
  id: string;
  contentType: string;
  codecs?: readonly string[] | null;
}

export interface RenditionProgress {
  state: ProcessingState;
  reason: string | null;
  /** Share that is done, from 0 to 1. Null while it is not known. */
  progress: number | null;
}

export interface Rendition {
  file: PlayableFile | undefined;
  /** Undefined until the server has answered. */
  progress: RenditionProgress | undefined;
}

const pauseMilliseconds = 1_500;

/**
 * Requests the playable copy of a file that this browser cannot play, and asks how far it is until it is made. Does
 * nothing for other files.
 */
export function useRendition(item: string, asset: string, isNeeded: boolean): Rendition {
  const client = useClient();
  const [found, setFound] = useState<Rendition & { asset: string }>();
  useEffect(() => {
    if (!isNeeded) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const show = (rendition: Rendition) => {
      if (!signal.aborted) setFound({ asset, ...rendition });
    };
    const read = async (): Promise<Rendition> => {
      const { node } = await loadOnce(client, RenditionQuery, { item }, signal);
      const content = node && 'content' in node ? node.content : undefined;
      if (!content || !('rendition' in content)) return { file: undefined, progress: undefined };
      return { file: content.rendition ?? undefined, progress: content.primary.renditionState ?? undefined };
    };
    const follow = async () => {
      let rendition = await read();
      if (!rendition.file && !rendition.progress) {
        const { data, error } = await client.mutation(RequestRenditionMutation, { asset }, bypassingCache).toPromise();
        const answer = data?.requestRendition;
        const reason = error?.message ?? (answer && 'message' in answer ? answer.message : undefined);
        if (reason !== undefined)
          return show({ file: undefined, progress: { state: 'FAILED', reason, progress: null } });
        rendition = await read();
      }
      show(rendition);
      while (!signal.aborted && isUnderWay(rendition)) {
        await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
        // A request that fails says nothing about the copy, so the next one follows.
        rendition = await read().catch(() => rendition);
        show(rendition);
      }
    };
    follow().catch(() => {
      show({ file: undefined, progress: { state: 'FAILED', reason: strings.renditionUnknown, progress: null } });
    });
    return () => controller.abort();
  }, [client, item, asset, isNeeded]);
  return found?.asset === asset ? found : { file: undefined, progress: undefined };
}

function isUnderWay({ file, progress }: Rendition): boolean {
  return !file && (progress?.state === 'PENDING' || progress?.state === 'RUNNING');
}
