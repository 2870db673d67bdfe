/**
 * A signal to wait for. If nothing waits when it is sent, the next wait ends at once. Several signals before a wait
 * count as one.
 */
export class Bell {
  #rung = false;
  #hear: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#hear?.();
  }

  /** Resolves when the bell was rung or the signal is aborted. Only one caller may wait at a time. */
  async heard(signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const end = () => {
          // A stream waits many times with one signal.
          signal.removeEventListener('abort', end);
          resolve();
        };
        this.#hear = end;
        signal.addEventListener('abort', end);
      });
      this.#hear = null;
    }
    this.#rung = false;
  }
}
