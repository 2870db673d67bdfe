import { StatementText } from '#database/statement-text.ts';
import { ByteLimitedCache } from './byte-limited-cache.ts';

const maxBytes = 64 * 1024 ** 2;
const maxRecent = 4;
const bytesOfStatement = 200;

/** The statements of all operations, by their text. */
const allStatements = new ByteLimitedCache<StatementText>(maxBytes);

/** The statements of one operation, by their text. A statement that comes again is prepared. */
export class KeptStatements {
  /** The statements that were used last. Comparing long texts takes less time than finding them in a map. */
  #recent: StatementText[] = [];

  /** Returns the statement with a text. */
  of(text: string): StatementText {
    for (const statement of this.#recent) if (statement.text === text) return statement;
    const statement = allStatements.get(text) ?? keep(new StatementText(text));
    this.#recent = [statement, ...this.#recent].slice(0, maxRecent);
    return statement;
  }
}

function keep(statement: StatementText): StatementText {
  allStatements.set(statement.text, statement, bytesOfStatement);
  return statement;
}
