/** Running part of the server, such as its database or its worker. */
export interface Part {
  stop(): Promise<void>;
}

/** Parts of a server in the order of their start. Each part may use the parts before it. */
export class RunningParts {
  readonly #parts: Part[] = [];
  readonly #entrances: Part[] = [];
  #isStopping = false;

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Adds a part that later parts may use. Such parts stop in reverse order. */
  add<Started extends Part>(part: Started): Started {
    this.#parts.push(part);
    return part;
  }

  /**
   * Adds a part that accepts work, such as the API. These parts stop first and at the same time, while all other parts
   * still run.
   */
  addEntrance<Started extends Part>(part: Started): Started {
    this.#entrances.push(part);
    return part;
  }

  /**
   * Finishes running work, then stops every part, even if another part fails to stop. Throws the first failure at the
   * end.
   */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const outcomes = await Promise.allSettled(this.#entrances.map((part) => part.stop()));
    for (let part = this.#parts.pop(); part; part = this.#parts.pop()) {
      outcomes.push(...(await Promise.allSettled([part.stop()])));
    }
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
