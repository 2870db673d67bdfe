import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { toApiError } from '../data/api-error.ts';
import type { PageStore } from '../data/page-store.ts';
import { toast } from '../ui/toast.tsx';

interface Place {
  id: string;
  index: number;
}

export interface OpenItem {
  /** Index of the open item in the list. Undefined until found, or if it is not in the list. */
  index: number | undefined;
  open: (index: number, id: string) => void;
  close: () => void;
  /** Goes to a neighbour. Fast steps add up: the last one reaches the sum of all. */
  move: (by: 1 | -1) => void;
}

/** Returns the item that is open over a list. Its id is in the URL. Its index in the list is kept here. */
export function useOpenItem(store: PageStore<{ id: string }>, itemId: string | undefined): OpenItem {
  const navigate = useNavigate({ from: '/o/$org/d/$slug' });
  const router = useRouter();
  const [place, setPlace] = useState<Place>();
  /** Index that the steps so far lead to. The item there may not be loaded yet. */
  const target = useRef<number>(undefined);
  const [aim, setAim] = useState<{ from: string; index: number }>();
  const isOwnEntry = useRef(false);

  function aimAt(index: number | undefined) {
    target.current = index;
    setAim(index === undefined || itemId === undefined ? undefined : { from: itemId, index });
  }

  useEffect(() => {
    if (itemId === undefined) {
      target.current = undefined;
      isOwnEntry.current = false;
    }
    if (itemId === undefined || place?.id === itemId) return undefined;
    let isWanted = true;
    store.locate(itemId).then(
      (index) => isWanted && index !== undefined && setPlace({ id: itemId, index }),
      // Without an index the item is still shown, but its neighbours cannot be reached.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [store, itemId, place]);

  const here = place && place.id === itemId ? place.index : undefined;

  function show(id: string, isStep: boolean) {
    void navigate({ search: (old) => ({ ...old, item: id, t: undefined, xywh: undefined }), replace: isStep });
  }

  async function land(to: number, by: number) {
    try {
      const item = await store.loadItem(to);
      if (target.current !== to || !item) return;
      aimAt(undefined);
      setPlace({ id: item.id, index: to });
      show(item.id, true);
    } catch (error) {
      if (target.current !== to) return;
      aimAt(undefined);
      toast(toApiError(error).message, 'danger');
    }
    // Loads the next item early, so that the next step does not wait.
    const onward = to + by;
    if (onward >= 0 && onward < (store.totalCount ?? 0)) await store.loadItem(onward).catch(() => {});
  }

  return {
    index: itemId === undefined ? undefined : aim?.from === itemId ? aim.index : here,
    open(index, id) {
      isOwnEntry.current = true;
      aimAt(undefined);
      setPlace({ id, index });
      show(id, false);
    },
    close() {
      // Going back once shows the list. An item that was opened by a link has no list behind it.
      if (isOwnEntry.current) return router.history.back();
      void navigate({ search: (old) => ({ ...old, item: undefined, t: undefined, xywh: undefined }), replace: true });
    },
    move(by) {
      const from = target.current ?? here;
      const to = (from ?? Number.NaN) + by;
      if (Number.isNaN(to) || to < 0 || to >= (store.totalCount ?? 0)) return;
      aimAt(to);
      void land(to, by);
    },
  };
}
