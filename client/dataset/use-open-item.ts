import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { toApiError } from '../data/api-error.ts';
import type { PageStore } from '../data/page-store.ts';
import { toast } from '../ui/toast.tsx';
import type { DatasetSearch } from './dataset-search.ts';
import * as strings from './strings.ts';

interface Place {
  id: string;
  index: number;
}

export interface OpenItem {
  isOpen: boolean;
  /** Index of the open item in the list. Undefined until it is found, or if the list does not contain the item. */
  index: number | undefined;
  /** Opens an item. Without an id, finds it by its index. */
  open: (index: number, id?: string) => void;
  close: () => void;
  /** Opens the next or previous item. Fast steps add up, even before the items have loaded. */
  move: (by: 1 | -1) => void;
}

/**
 * Returns the item that is open over a list. The URL contains its id, or its position until it has loaded. This hook
 * stores its index in the list.
 */
export function useOpenItem(
  store: PageStore<{ id: string }>,
  { item: itemId, nth }: Pick<DatasetSearch, 'item' | 'nth'>,
): OpenItem {
  const navigate = useNavigate({ from: '/o/$org/d/$slug' });
  const router = useRouter();
  const [place, setPlace] = useState<Place>();
  /** Index of the item after all steps so far. That item may not be loaded yet. */
  const target = useRef<number>(undefined);
  const [aim, setAim] = useState<{ from: string; index: number }>();
  const isOwnEntry = useRef(false);
  /** Index of an open item whose id is not known yet. */
  const wanted = itemId === undefined && nth !== undefined ? nth - 1 : undefined;
  const isOpen = itemId !== undefined || wanted !== undefined;

  function aimAt(index: number | undefined) {
    target.current = index;
    setAim(index === undefined || itemId === undefined ? undefined : { from: itemId, index });
  }

  useEffect(() => {
    if (itemId === undefined) target.current = undefined;
    if (!isOpen) isOwnEntry.current = false;
    if (itemId === undefined || place?.id === itemId) return undefined;
    let isWanted = true;
    store.locate(itemId).then(
      (index) => isWanted && index !== undefined && setPlace({ id: itemId, index }),
      // Without an index, the item is still shown, but the user cannot go to the next or previous one.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [store, itemId, isOpen, place]);

  const arrive = useEffectEvent((index: number, id: string | undefined, failure: string) => {
    if (id !== undefined) return show(index, id, true);
    toast(failure, 'danger');
    close();
  });
  useEffect(() => {
    if (wanted === undefined) return undefined;
    let isWanted = true;
    const missing = strings.missingItem(wanted + 1);
    store.loadItem(wanted).then(
      (item) => isWanted && arrive(wanted, item?.id, missing),
      (error: unknown) =>
        isWanted && arrive(wanted, undefined, error instanceof RangeError ? missing : toApiError(error).message),
    );
    return () => {
      isWanted = false;
    };
  }, [store, wanted]);

  const here = place && place.id === itemId ? place.index : undefined;

  function go(to: Pick<DatasetSearch, 'item' | 'nth'>, replace: boolean) {
    const elsewhere = { item: undefined, nth: undefined, line: undefined, t: undefined, xywh: undefined };
    void navigate({ search: (old) => ({ ...old, ...elsewhere, ...to }), replace });
  }

  function show(index: number, id: string | undefined, isStep: boolean) {
    if (id !== undefined) setPlace({ id, index });
    go(id === undefined ? { nth: index + 1 } : { item: id }, isStep);
  }

  function close() {
    // Going back shows the list. If a link opened the item, the history contains no entry of the list.
    if (isOwnEntry.current) router.history.back();
    else go({}, true);
  }

  async function land(to: number, by: number) {
    try {
      const item = await store.loadItem(to);
      if (target.current !== to || !item) return;
      aimAt(undefined);
      show(to, item.id, true);
    } catch (error) {
      if (target.current !== to) return;
      aimAt(undefined);
      toast(toApiError(error).message, 'danger');
    }
    // Loads the item after the next one early, so that the next step does not wait.
    const onward = to + by;
    if (onward >= 0 && onward < (store.totalCount ?? 0)) await store.loadItem(onward).catch(() => {});
  }

  return {
    isOpen,
    index: wanted ?? (itemId === undefined ? undefined : aim?.from === itemId ? aim.index : here),
    open(index, id) {
      isOwnEntry.current = true;
      aimAt(undefined);
      show(index, id, false);
    },
    close,
    move(by) {
      const from = wanted ?? target.current ?? here;
      const to = (from ?? Number.NaN) + by;
      if (Number.isNaN(to) || to < 0 || to >= (store.totalCount ?? 0)) return;
      if (wanted !== undefined) return show(to, undefined, true);
      aimAt(to);
      void land(to, by);
    },
  };
}
