import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiError, toApiError } from './api-error.ts';
import * as strings from './strings.ts';

export interface ListPage<Row> {
  edges: readonly { node: Row }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** Function that loads a page of a list. Returns null if the parent does not exist, or if the viewer may not see it. */
export type LoadPage<Row> = (after: string | null, signal: AbortSignal) => Promise<ListPage<Row> | null | undefined>;

export interface List<Row> {
  rows: readonly Row[] | undefined;
  error: ApiError | undefined;
  isLoading: boolean;
  hasMore: boolean;
  loadMore: () => void;
  /** Loads the first page again. The current rows stay visible until then. */
  reload: () => void;
}

interface State<Row> {
  /** Function that loaded the rows. */
  load?: LoadPage<Row>;
  rows?: readonly Row[];
  endCursor?: string;
  error?: ApiError;
  isLoading: boolean;
}

const notFound: ApiError = {
  code: 'NOT_FOUND',
  message: strings.notFound,
};

/**
 * Returns a short list that loads further pages on request, always from the network. Loads the list again when `load`
 * changes, and returns the previous rows until then.
 */
export function useList<Row>(load: LoadPage<Row>): List<Row> {
  const [state, setState] = useState<State<Row>>({ isLoading: true });
  const under = useRef(new AbortController());

  useEffect(() => {
    const controller = new AbortController();
    under.current = controller;
    void loadInto(load, null, controller.signal).then((change) => change && setState(change));
    return () => under.current.abort();
  }, [load]);

  const again = useCallback(
    (after: string | null) => {
      under.current.abort();
      const controller = new AbortController();
      under.current = controller;
      setState((before) => ({ ...before, isLoading: true, error: undefined }));
      void loadInto(load, after, controller.signal).then((change) => change && setState(change));
    },
    [load],
  );

  const { rows, error, endCursor } = state;
  const isOld = state.load !== load;
  return {
    rows,
    error: isOld ? undefined : error,
    isLoading: state.isLoading || isOld,
    hasMore: !isOld && endCursor !== undefined,
    loadMore: useCallback(() => again(endCursor ?? null), [again, endCursor]),
    reload: useCallback(() => again(null), [again]),
  };
}

type Change<Row> = (before: State<Row>) => State<Row>;

/** Loads a page and returns the change of the state. Returns no change if the request was cancelled. */
async function loadInto<Row>(
  load: LoadPage<Row>,
  after: string | null,
  signal: AbortSignal,
): Promise<Change<Row> | undefined> {
  try {
    const page = await load(after, signal);
    if (signal.aborted) return undefined;
    if (!page) return () => ({ load, isLoading: false, error: notFound });
    const rows = page.edges.map(({ node }) => node);
    const endCursor = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? undefined) : undefined;
    return (before) => ({
      load,
      rows: after === null ? rows : [...(before.rows ?? []), ...rows],
      endCursor,
      isLoading: false,
    });
  } catch (error) {
    if (signal.aborted) return undefined;
    // Removes the rows if the first page failed, because they belong to the previous `load`.
    return (before) => ({ ...(after === null ? {} : before), load, isLoading: false, error: toApiError(error) });
  }
}
