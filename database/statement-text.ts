let count = 0;

/**
 * The text of a statement that is run more than once, always in the same way. Whoever keeps it has it prepared: it gets a
 * name when it is run for the second time, since most of what is asked never comes again.
 */
export class StatementText {
  readonly text: string;
  #runs = 0;
  #name: string | undefined;
  #expectedMilliseconds: number | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** How long it takes as a rule, of late; undefined while it has not been run. */
  get expectedMilliseconds(): number | undefined {
    return this.#expectedMilliseconds;
  }

  /** Notes how long a run took. What comes late was often held up by something else, and counts less. */
  took(milliseconds: number): void {
    const expected = this.#expectedMilliseconds ?? milliseconds;
    this.#expectedMilliseconds = expected + (milliseconds - expected) / (milliseconds < expected ? 4 : 16);
  }

  /** The name to prepare it by for the run that is about to begin. */
  nameOfRun(): string | undefined {
    this.#runs += 1;
    if (this.#runs > 1) this.#name ??= `text ${(count += 1)}`;
    return this.#name;
  }
}
