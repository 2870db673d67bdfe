import type { Viewer } from '#domain/viewer.ts';
import { chargesOf } from './charges.ts';

/**
 * Limit of the streams that one caller may have open in this process. The caller is a user or a token. A caller without
 * an account is a network address, or a share link at a network address.
 */
export class CallerSlots {
  readonly maxOpen: number;
  readonly #open = new Map<string, number>();

  constructor(maxOpen: number) {
    this.maxOpen = maxOpen;
  }

  /**
   * Takes a slot and returns the function that frees it. Further calls of that function do nothing. Returns null if the
   * caller has no free slot.
   */
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
