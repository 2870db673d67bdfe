import { useSyncExternalStore } from 'react';
import type { GridPlace } from '../grid/grid-maths.ts';

export interface SeenRange {
  firstIndex: number;
  lastIndex: number;
}

/**
 * Visible range of items in the grid, and its exact scroll position. Stored outside React state, so that scrolling does
 * not render the page again.
 */
export class SeenRangeStore {
  #range: SeenRange | undefined;
  #place: GridPlace | undefined;
  readonly #rangeListeners = new Set<() => void>();
  readonly #placeListeners = new Set<() => void>();

  readonly get = (): SeenRange | undefined => this.#range;

  readonly getPlace = (): GridPlace | undefined => this.#place;

  readonly set = (range: SeenRange, place: GridPlace): void => {
    const isSameRange = this.#range?.firstIndex === range.firstIndex && this.#range.lastIndex === range.lastIndex;
    const isSamePlace = this.#place?.index === place.index && this.#place.pixels === place.pixels;
    if (!isSameRange) this.#range = range;
    this.#place = place;
    if (!isSameRange) for (const listener of this.#rangeListeners) listener();
    if (!isSamePlace) for (const listener of this.#placeListeners) listener();
  };

  /** Calls `listener` when the visible range changes. Returns an unsubscribe function. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#rangeListeners.add(listener);
    return () => this.#rangeListeners.delete(listener);
  };

  /** Calls `listener` whenever the scroll position changes. Returns an unsubscribe function. */
  readonly subscribePlace = (listener: () => void): (() => void) => {
    this.#placeListeners.add(listener);
    return () => this.#placeListeners.delete(listener);
  };
}

export function useSeenRange(store: SeenRangeStore): SeenRange | undefined {
  return useSyncExternalStore(store.subscribe, store.get);
}
