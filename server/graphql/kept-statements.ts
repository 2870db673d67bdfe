import { StatementText } from '#database/statement-text.ts';

const maxStatements = 100;

/** The statements of one operation, by their text. A statement that comes again is prepared. */
export class KeptStatements {
  #statements = new Map<string, StatementText>();

  /** Returns the statement with a text. */
  of(text: string): StatementText {
    const kept = this.#statements.get(text);
    if (kept) return kept;
    const statement = new StatementText(text);
    if (this.#statements.size >= maxStatements) this.#statements = new Map();
    this.#statements.set(text, statement);
    return statement;
  }
}
