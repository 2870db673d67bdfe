import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { PageStore } from '../data/page-store.ts';
import type { DatasetSearch } from './dataset-search.ts';
import type { SeenRangeStore } from './seen-range.ts';

/**
 * Time without scrolling before the position is stored. It is short, so that it is also stored when a user scrolls and
 * leaves at once.
 */
const settleMilliseconds = 150;

/**
 * Writes the exact scroll position of the grid into the URL after scrolling. Reload, Back and shared links restore it.
 */
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
      const place = seen.getPlace();
      // Does nothing while an item is open, because the URL then contains that item.
      if (!place || (latest.current.item ?? latest.current.nth) !== undefined) return;
      const isAtTop = place.index === 0 && place.pixels === 0;
      const at = isAtTop ? undefined : store.getItem(place.index)?.id;
      if (!isAtTop && at === undefined) {
        // Retries, because the page of the item is still loading.
        timer = setTimeout(write, settleMilliseconds);
        return;
      }
      const offset = place.pixels > 0 ? place.pixels : undefined;
      if (at === latest.current.at && offset === latest.current.offset) return;
      void navigate({ search: (old) => ({ ...old, at, offset }), replace: true });
    };
    const leave = seen.subscribePlace(() => {
      clearTimeout(timer);
      timer = setTimeout(write, settleMilliseconds);
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [store, seen, navigate]);
}
