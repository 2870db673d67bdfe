/** A part of the server that runs, such as its database or its worker. */
export interface Part {
  stop(): Promise<void>;
}

/** The parts of a server in the order of their start. Each may use those before it. */
export class RunningParts {
  readonly #parts: Part[] = [];
  readonly #entrances: Part[] = [];
  #isStopping = false;

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Adds a part that others use. Parts stop in reverse order. */
  add<Started extends Part>(part: Started): Started {
    this.#parts.push(part);
    return part;
  }

  /** Adds a part that accepts work. Such parts stop first, all together, while everything that they need still runs. */
  addEntrance<Started extends Part>(part: Started): Started {
    this.#entrances.push(part);
    return part;
  }

  /** Finishes running work, then stops every part, also if one fails to stop. Throws the first failure in the end. */
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
