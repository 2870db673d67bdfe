import type pg from 'pg';
import type { PrismaClient } from './client/client.ts';
import type { InterruptibleWork } from './interruptible-work.ts';
import { withConnection } from './tenant-pool.ts';
import { queryAsTenant, type Tenant } from './tenant-query.ts';

/** A statement that was written by hand and answers one row of texts. One way of running it is good for all values. */
export interface Statement {
  text: string;
  values: unknown[];
}

const ways = new WeakMap<object, { pool: pg.Pool; tenant: Tenant }>();

/** Lets statements by hand go the way of this client: over the same connections, as the same tenant. */
export function rememberTenant(db: PrismaClient, pool: pg.Pool, tenant: Tenant) {
  ways.set(db, { pool, tenant });
}

/** PostgreSQL could not read a text as what it should be: how a statement says that it gives up. */
const givenUp = '22P02';

/**
 * Runs a statement as the tenant of a client, behind the same wall; null when it gave up, and where there is no such
 * way: inside a transaction. It ends with the work that it is part of; unless told, the one it is called in.
 */
export async function runStatement(
  db: object,
  { text, values }: Statement,
  work?: InterruptibleWork,
): Promise<readonly (string | null)[] | null> {
  const way = ways.get(db);
  if (!way) return null;
  const query = { ...prepared(text), values, rowMode: 'array' };
  try {
    const { rows } = await withConnection(way.pool, (client) =>
      queryAsTenant(client, way.tenant, query, undefined, work),
    );
    return (rows as (string | null)[][])[0] ?? null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === givenUp) return null;
    throw error;
  }
}

interface Prepared {
  text: string;
  name?: string;
}

// A statement gets a name, and is prepared, when it comes again. The text that is kept is the one that is sent, so that pg
// sees at once that it knows it.
const known = new Map<string, Prepared>();
const keptStatements = 1_000;
let count = 0;

function prepared(text: string): Prepared {
  const found = known.get(text);
  if (found) {
    found.name ??= `planned ${(count += 1)}`;
    return found;
  }
  const made = { text };
  known.set(text, made);
  const [oldest] = known.keys();
  if (known.size > keptStatements && oldest !== undefined) known.delete(oldest);
  return made;
}
