let count = 0;

/**
 * Text of a statement that may run several times. From the second run on, it has a name and is prepared. The first run
 * is not prepared, because most texts are used only once.
 */
export class StatementText {
  readonly text: string;
  #runs = 0;
  #name: string | undefined;
  #expectedMilliseconds: number | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Average duration of recent runs, or undefined before the first run. */
  get expectedMilliseconds(): number | undefined {
    return this.#expectedMilliseconds;
  }

  /** Records the duration of a run. A slow run has less weight, because it was often delayed by other work. */
  took(milliseconds: number): void {
    const expected = this.#expectedMilliseconds ?? milliseconds;
    this.#expectedMilliseconds = expected + (milliseconds - expected) / (milliseconds < expected ? 4 : 16);
  }

  /**
   * Returns the name of the prepared statement for the run that is about to start. Returns undefined for the first run.
   */
  nameOfRun(): string | undefined {
    this.#runs += 1;
    if (this.#runs > 1) this.#name ??= `text ${(count += 1)}`;
    return this.#name;
  }
}
