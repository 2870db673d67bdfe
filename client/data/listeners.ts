/** Listeners by key. A change of one key calls only the listeners of that key. */
export class Listeners<K> {
  readonly #byKey = new Map<K, Set<{ notify: () => void }>>();

  add(key: K, notify: () => void): () => void {
    // Creates an entry for each call, because two callers may pass the same function and unsubscribe separately.
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
    // Copies the set, because a listener may subscribe or unsubscribe during the loop.
    for (const entry of Array.from(this.#byKey.get(key) ?? [])) entry.notify();
  }
}
