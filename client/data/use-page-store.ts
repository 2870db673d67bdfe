import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { type PageSource, type PageState, PageStore, type PageStoreOptions } from './page-store.ts';

/**
 * Returns the page store of a list. `key` identifies the list by dataset, revision, filter and order. Another key gets
 * another store. `source` is called once for each key.
 */
export function usePageStore<T>(key: string, source: () => PageSource<T>, options?: PageStoreOptions): PageStore<T> {
  const [held, setHeld] = useState(() => ({ key, store: new PageStore(source(), options) }));
  let { store } = held;
  if (held.key !== key) {
    store = new PageStore(source(), options);
    setHeld({ key, store });
  }
  useEffect(() => {
    store.want(0, 0);
    return () => store.cancel();
  }, [store]);
  return store;
}

export function useTotalCount<T>(store: PageStore<T>): number | undefined {
  return useSyncExternalStore(store.subscribeTotal, () => store.totalCount);
}

/** Returns the state of one page. A tile renders again only when its own page changes. */
export function usePage<T>(store: PageStore<T>, page: number): PageState<T> {
  const subscribe = useCallback((listener: () => void) => store.subscribePage(page, listener), [store, page]);
  return useSyncExternalStore(subscribe, () => store.getPage(page));
}

export type TileState<T> = { status: 'loading' } | { status: 'ready'; node: T } | { status: 'failed'; error: unknown };

/** Returns the item at an index, or the reason why it is missing. */
export function useItemAt<T>(store: PageStore<T>, index: number): TileState<T> {
  const state = usePage(store, store.pageOf(index));
  if (state.status === 'failed') return state;
  const node = state.status === 'ready' ? state.nodes[index % store.pageSize] : undefined;
  return node === undefined ? { status: 'loading' } : { status: 'ready', node };
}
