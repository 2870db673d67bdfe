/** Something to wait for. Rung while nobody waits, it is heard by whoever waits next; rung often, it is heard once. */
export class Bell {
  #rung = false;
  #hear: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#hear?.();
  }

  /** Resolves once it was rung, or the signal is aborted. One waits at a time. */
  async heard(signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#hear = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      this.#hear = null;
    }
    this.#rung = false;
  }
}
