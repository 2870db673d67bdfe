/**
 * Cache of values by key that removes the least recently used values first. Its memory is limited, because callers
 * decide how many values there are and how long they are.
 */
export class ByteLimitedCache<Value> {
  readonly #entries = new Map<string, { value: Value; bytes: number }>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Adds a value. `bytesOfValue` is the memory of the value without its key. */
  set(key: string, value: Value, bytesOfValue: number): void {
    const bytes = bytesOfValue + bytesPerCharacter * key.length;
    this.#bytes += bytes - (this.#entries.get(key)?.bytes ?? 0);
    this.#entries.delete(key);
    this.#entries.set(key, { value, bytes });
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#entries.delete(oldest);
      this.#bytes -= entry.bytes;
    }
  }

  get byteSize(): number {
    return this.#bytes;
  }
}

const bytesPerCharacter = 2;
