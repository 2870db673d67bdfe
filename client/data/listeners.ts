/** Listeners by key, so that a change of one page or one URL wakes only those who look at it. */
export class Listeners<K> {
  readonly #byKey = new Map<K, Set<{ notify: () => void }>>();

  add(key: K, notify: () => void): () => void {
    // One entry for each call: two may bring the same function, and each leaves for itself.
    const entry = { notify };
    const entries = this.#byKey.get(key) ?? new Set();
    this.#byKey.set(key, entries.add(entry));
    return () => {
      entries.delete(entry);
      if (entries.size === 0 && this.#byKey.get(key) === entries) this.#byKey.delete(key);
    };
  }

  has(key: K): boolean {
    return this.#byKey.has(key);
  }

  notify(key: K): void {
    // A copy: a listener may leave or come while it is being told.
    for (const entry of Array.from(this.#byKey.get(key) ?? [])) entry.notify();
  }
}
