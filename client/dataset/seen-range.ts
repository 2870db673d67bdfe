import { useSyncExternalStore } from 'react';

export interface SeenRange {
  firstIndex: number;
  lastIndex: number;
}

/** Which items can be seen, told to who wants to know, so that scrolling does not draw the whole page again. */
export class SeenRangeStore {
  #range: SeenRange | undefined;
  readonly #listeners = new Set<() => void>();

  readonly get = (): SeenRange | undefined => this.#range;

  readonly set = (range: SeenRange): void => {
    if (this.#range?.firstIndex === range.firstIndex && this.#range.lastIndex === range.lastIndex) return;
    this.#range = range;
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export function useSeenRange(store: SeenRangeStore): SeenRange | undefined {
  return useSyncExternalStore(store.subscribe, store.get);
}
