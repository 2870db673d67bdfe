import { useEffect, useMemo, useState } from 'react';

export interface CursorPage<Node> {
  edges: readonly { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

export interface AllPages<Node> {
  nodes: readonly Node[];
  /** Whether more pages are loading. */
  isLoading: boolean;
  /** Whether there are more nodes than were loaded, and loading has ended. */
  isCut: boolean;
}

/**
 * Loads the pages of a connection after the first, up to its end or the limit, while the component is mounted.
 * `loadPage` must be the same function as long as it loads the same list.
 */
export function useAllPages<Node>(
  first: CursorPage<Node> | null | undefined,
  loadPage: (after: string, signal: AbortSignal) => Promise<CursorPage<Node> | null | undefined>,
  bound: number,
): AllPages<Node> {
  const [rest, setRest] = useState<{
    of: CursorPage<Node>;
    nodes: readonly Node[];
    isDone: boolean;
    isWhole: boolean;
  }>();
  useEffect(() => {
    if (!first?.pageInfo.hasNextPage) return undefined;
    const controller = new AbortController();
    const load = async () => {
      let after = first.pageInfo.endCursor;
      let nodes: readonly Node[] = [];
      while (after && first.edges.length + nodes.length < bound) {
        const page: CursorPage<Node> | null | undefined = await loadPage(after, controller.signal);
        nodes = [...nodes, ...(page?.edges ?? []).map((edge) => edge.node)];
        after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
        setRest({ of: first, nodes, isDone: !after, isWhole: !after });
      }
    };
    load()
      // Loaded nodes stay. The page says beside them that there are more.
      .catch(() => {})
      .finally(() => {
        if (controller.signal.aborted) return;
        setRest((now) => ({
          nodes: [],
          isWhole: false,
          ...(now?.of === first ? now : undefined),
          of: first,
          isDone: true,
        }));
      });
    return () => controller.abort();
  }, [first, loadPage, bound]);

  const own = rest?.of === first ? rest : undefined;
  const more = own?.nodes;
  const nodes = useMemo(() => [...(first?.edges ?? []).map((edge) => edge.node), ...(more ?? [])], [first, more]);
  const hasMore = first?.pageInfo.hasNextPage ?? false;
  return { nodes, isLoading: hasMore && !own?.isDone, isCut: own !== undefined && own.isDone && !own.isWhole };
}
