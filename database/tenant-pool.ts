import type pg from 'pg';
import { interruptibly, Stopped } from './interruptible-work.ts';
import { isTransactionControl, queryAsTenant, type Tenant } from './tenant-query.ts';

type Send = (client: pg.PoolClient, config: pg.QueryConfig, values?: unknown[]) => Promise<pg.QueryResult>;

/** The same connections, seen by one tenant: whatever is asked through it is asked as that tenant. */
export function tenantPool(pool: pg.Pool, tenant: Tenant): pg.Pool {
  return poolThrough(pool, (client, config, values) => queryAsTenant(client, tenant, config, values));
}

/** The same connections; what is asked through it ends with the work it is asked for. */
export function interruptiblePool(pool: pg.Pool): pg.Pool {
  return poolThrough(pool, (client, config, values) =>
    isTransactionControl(config)
      ? client.query(config, values)
      : interruptibly(client, () => client.query(config, values)),
  );
}

/** Lends a connection for one statement. One that breaks under it is not taken back. */
export async function withConnection<Result>(
  pool: pg.Pool,
  send: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await send(client);
  } catch (error) {
    if (isConnectionError(error)) broken = error;
    throw error;
  } finally {
    client.release(broken);
  }
}

function poolThrough(pool: pg.Pool, send: Send): pg.Pool {
  return Object.create(pool, {
    query: {
      value: (config: pg.QueryConfig, values?: unknown[]) =>
        withConnection(pool, (client) => send(client, config, values)),
    },
    connect: {
      value: async () => {
        const client = await pool.connect();
        return Object.create(client, {
          query: { value: (config: pg.QueryConfig, values?: unknown[]) => send(client, config, values) },
          // Bound to the real connection, which keeps its own state.
          release: { value: (error?: Error | boolean) => client.release(error) },
        }) as pg.PoolClient;
      },
    },
  }) as pg.Pool;
}

/** A failure of the connection rather than of the statement: PostgreSQL gives every failed statement a severity. */
function isConnectionError(error: unknown): error is Error {
  if (!(error instanceof Error) || error instanceof Stopped) return false;
  return !('severity' in error) || error.severity === 'FATAL';
}
