import type pg from 'pg';
import type { PrismaClient } from './client/client.ts';
import { type InterruptibleWork, interruptibly } from './interruptible-work.ts';
import type { StatementText } from './statement-text.ts';
import { withConnection } from './tenant-pool.ts';
import type { Tenant } from './tenant-query.ts';
import { TextQuery, type TextRow } from './text-query.ts';

/** A statement that was written by hand and answers one row of texts. One way of running it is good for all values. */
export interface Statement {
  text: StatementText;
  values: unknown[];
}

const ways = new WeakMap<object, { pool: pg.Pool; tenant: Tenant }>();

/** Lets statements by hand go the way of this client: over the same connections, as the same tenant. */
export function rememberTenant(db: PrismaClient, pool: pg.Pool, tenant: Tenant) {
  if (!ways.has(db)) ways.set(db, { pool, tenant });
}

/** PostgreSQL could not read a text as what it should be: how a statement says that it gives up. */
const givenUp = '22P02';

/**
 * Runs a statement as the tenant of a client, behind the same wall; null when it gave up, and where there is no such
 * way: inside a transaction. It ends with the work that it is part of; unless told, the one it is called in.
 */
export async function runStatement(
  db: object,
  statement: Statement,
  work?: InterruptibleWork,
): Promise<TextRow | null> {
  const way = ways.get(db);
  if (!way) return null;
  try {
    return await withConnection(way.pool, (client) =>
      interruptibly(client, () => queryText(client, way.tenant, statement), work),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === givenUp) return null;
    throw error;
  }
}

function queryText(client: pg.ClientBase, tenant: Tenant, { text, values }: Statement): Promise<TextRow | null> {
  return new Promise((resolve, reject) => {
    client.query(
      new TextQuery(tenant, text, values, (error, row) => {
        if (error) reject(error);
        else resolve(row);
      }),
    );
  });
}
