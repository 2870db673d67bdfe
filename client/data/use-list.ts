import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiError, toApiError } from './api-error.ts';

export interface ListPage<Row> {
  edges: readonly { node: Row }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** Answers a page of a list; null when the thing it belongs to is not there, or not for this viewer. */
export type LoadPage<Row> = (after: string | null, signal: AbortSignal) => Promise<ListPage<Row> | null | undefined>;

export interface List<Row> {
  rows: readonly Row[] | undefined;
  error: ApiError | undefined;
  isLoading: boolean;
  hasMore: boolean;
  loadMore: () => void;
  /** Asks for the first page again; what shows stays until it is here. */
  reload: () => void;
}

interface State<Row> {
  rows?: readonly Row[];
  endCursor?: string;
  error?: ApiError;
  isLoading: boolean;
}

const notFound: ApiError = {
  code: 'NOT_FOUND',
  message: 'It does not exist, or you are not a member of its organization.',
};

/**
 * A short list that grows page by page when asked, always fresh from the server. It starts over when `load` changes; what
 * showed before stays in the meantime.
 */
export function useList<Row>(load: LoadPage<Row>): List<Row> {
  const [state, setState] = useState<State<Row>>({ isLoading: true });
  const under = useRef(new AbortController());

  const ask = useCallback(
    async (after: string | null) => {
      under.current.abort();
      const controller = new AbortController();
      under.current = controller;
      setState((before) => ({ ...before, isLoading: true, error: undefined }));
      try {
        const page = await load(after, controller.signal);
        if (controller.signal.aborted) return;
        if (!page) return setState({ isLoading: false, error: notFound });
        const rows = page.edges.map(({ node }) => node);
        const endCursor = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? undefined) : undefined;
        setState((before) => ({
          rows: after === null ? rows : [...(before.rows ?? []), ...rows],
          endCursor,
          isLoading: false,
        }));
      } catch (error) {
        if (controller.signal.aborted) return;
        // What showed belongs to the question before this one.
        setState((before) => ({ ...(after === null ? {} : before), isLoading: false, error: toApiError(error) }));
      }
    },
    [load],
  );

  useEffect(() => {
    void ask(null);
    return () => under.current.abort();
  }, [ask]);

  const { endCursor } = state;
  return {
    rows: state.rows,
    error: state.error,
    isLoading: state.isLoading,
    hasMore: endCursor !== undefined,
    loadMore: useCallback(() => void ask(endCursor ?? null), [ask, endCursor]),
    reload: useCallback(() => void ask(null), [ask]),
  };
}
