let count = 0;

/**
 * The text of a statement that may run more than once. A kept text is prepared: it gets a name at its second run,
 * because most requests never come again.
 */
export class StatementText {
  readonly text: string;
  #runs = 0;
  #name: string | undefined;
  #expectedMilliseconds: number | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Usual duration of the recent runs, or undefined before the first run. */
  get expectedMilliseconds(): number | undefined {
    return this.#expectedMilliseconds;
  }

  /** Records how long a run took. A slow run counts less, because something else has often delayed it. */
  took(milliseconds: number): void {
    const expected = this.#expectedMilliseconds ?? milliseconds;
    this.#expectedMilliseconds = expected + (milliseconds - expected) / (milliseconds < expected ? 4 : 16);
  }

  /**
   * Returns the name to prepare the statement by, for the run that is about to begin. Returns undefined for the first
   * run.
   */
  nameOfRun(): string | undefined {
    this.#runs += 1;
    if (this.#runs > 1) this.#name ??= `text ${(count += 1)}`;
    return this.#name;
  }
}
