import type pg from 'pg';
import type { PrismaClient } from './client/client.ts';
import { tenantPool } from './tenant-pool.ts';
import type { Tenant } from './tenant-query.ts';

/** A statement that was written by hand and answers one row of texts. One way of running it is good for all values. */
export interface Statement {
  text: string;
  values: unknown[];
}

const pools = new WeakMap<object, pg.Pool>();

/** Lets statements by hand go the way of this client: over the same connections, as the same tenant. */
export function rememberTenant(db: PrismaClient, pool: pg.Pool, tenant: Tenant) {
  if (!pools.has(db)) pools.set(db, tenantPool(pool, tenant));
}

/** PostgreSQL could not read a text as what it should be: how a statement says that it gives up. */
const givenUp = '22P02';

/**
 * Runs a statement as the tenant of a client, behind the same wall; null when it gave up, and where there is no such
 * way: inside a transaction.
 */
export async function runStatement(
  db: object,
  { text, values }: Statement,
): Promise<readonly (string | null)[] | null> {
  const pool = pools.get(db);
  if (!pool) return null;
  const name = nameOf(text);
  try {
    const { rows } = await pool.query<(string | null)[]>({ text, values, rowMode: 'array', ...(name && { name }) });
    return rows[0] ?? null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === givenUp) return null;
    throw error;
  }
}

// A statement gets a name, and is prepared, when it comes again.
const names = new Map<string, string | null>();
const keptNames = 1_000;
let count = 0;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  const name = known ?? (known === null ? `planned ${(count += 1)}` : null);
  names.delete(text);
  names.set(text, name);
  const [oldest] = names.keys();
  if (names.size > keptNames && oldest !== undefined) names.delete(oldest);
  return name ?? undefined;
}
