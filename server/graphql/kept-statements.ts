import { StatementText } from '#database/statement-text.ts';

const maxStatements = 100;
const maxRecent = 4;

/** The statements of one operation, by their text. A statement that comes again is prepared. */
export class KeptStatements {
  #statements = new Map<string, StatementText>();
  /** The statements that were used last. Comparing long texts takes less time than finding them in a map. */
  #recent: StatementText[] = [];

  /** Returns the statement with a text. */
  of(text: string): StatementText {
    for (const statement of this.#recent) if (statement.text === text) return statement;
    const statement = this.#statements.get(text) ?? this.#keep(new StatementText(text));
    this.#recent = [statement, ...this.#recent].slice(0, maxRecent);
    return statement;
  }

  #keep(statement: StatementText): StatementText {
    if (this.#statements.size >= maxStatements) this.#statements = new Map();
    this.#statements.set(statement.text, statement);
    return statement;
  }
}
