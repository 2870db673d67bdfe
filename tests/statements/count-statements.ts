import { Client } from 'pg';

const transactionControl = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET)\b/i;

/** Statement that prepares a new connection. */
const connectionReady = /^SELECT set_config\('app\.org_ids', \$1, true\)/;

/**
 * Returns the statements that `work` sends to PostgreSQL over any connection of this process. Leaves out statements
 * that begin or end a transaction, or prepare a connection.
 */
export async function statementsOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; sent: string[] }> {
  const sent: string[] = [];
  const prototype = Client.prototype as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function query(this: unknown, ...args: unknown[]) {
    const text = textOf(args[0]);
    if (!transactionControl.test(text) && !connectionReady.test(text)) sent.push(text);
    return original.apply(this, args);
  };
  try {
    return { result: await work(), sent };
  } finally {
    prototype.query = original;
  }
}

/** Returns the text of a statement, which may be a string or an object. */
function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}
