import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { PageStore } from '../data/page-store.ts';
import type { DatasetSearch } from '../routes/dataset-search.ts';
import type { SeenRangeStore } from './seen-range.ts';

const settleMs = 400;

/** Writes the item at the top into the URL once scrolling has settled: a reload and a link lead back to it. */
export function useRememberedPlace(
  store: PageStore<{ id: string }>,
  seen: SeenRangeStore,
  search: DatasetSearch,
): void {
  const navigate = useNavigate({ from: '/o/$org/d/$slug' });
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = () => {
      const range = seen.get();
      // While an item is open the URL names that one; the list below does not move.
      if (!range || latest.current.item !== undefined) return;
      const at = range.firstIndex === 0 ? undefined : store.getItem(range.firstIndex)?.id;
      if (range.firstIndex > 0 && at === undefined) return;
      if (at !== latest.current.at) void navigate({ search: (old) => ({ ...old, at }), replace: true });
    };
    const leave = seen.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(write, settleMs);
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [store, seen, navigate]);
}
