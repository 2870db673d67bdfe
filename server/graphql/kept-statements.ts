import { StatementText } from '#database/statement-text.ts';
import { ByteLimitedCache } from './byte-limited-cache.ts';

const maxBytes = 64 * 1024 ** 2;
const maxRecent = 4;
const bytesOfStatement = 200;

/** SQL statements of all operations, by their text. */
const allStatements = new ByteLimitedCache<StatementText>(maxBytes);

/** SQL statements of one operation, by their text. A statement that is used again is prepared in PostgreSQL. */
export class KeptStatements {
  /** Most recently used statements. Comparing long texts is faster than looking them up in a map. */
  #recent: StatementText[] = [];

  /** Returns the statement with this text. */
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
