import { Client } from 'pg';

const transactionControl = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET)\b/i;

/** What a new connection is made ready by, before anything is asked. */
const connectionReady = /^SELECT set_config\('app\.org_ids', \$1, true\)/;

/**
 * The statements that some work sends to PostgreSQL, in any connection of this process, but those that only begin or end a
 * transaction, or make a connection ready.
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

/** A statement may be a text, or an object that has it. */
function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}
