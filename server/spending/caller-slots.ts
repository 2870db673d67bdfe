import type { Viewer } from '#domain/viewer.ts';
import { chargesOf } from './charges.ts';

/**
 * Limits how many streams a caller may have open in this process. The caller is a user or one of the user's tokens.
 * Without an account, it is an address, by share link.
 */
export class CallerSlots {
  readonly maxOpen: number;
  readonly #open = new Map<string, number>();

  constructor(maxOpen: number) {
    this.maxOpen = maxOpen;
  }

  /** Takes a slot and returns the function that frees it, once. Null if the caller has all of them open. */
  take(viewer: Viewer, address: string | null): (() => void) | null {
    const [charge] = chargesOf(viewer, address, 0);
    const caller = charge!.key;
    const count = this.#open.get(caller) ?? 0;
    if (count >= this.maxOpen) return null;
    this.#open.set(caller, count + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      const left = (this.#open.get(caller) ?? 1) - 1;
      if (left > 0) this.#open.set(caller, left);
      else this.#open.delete(caller);
    };
  }
}
