import type pg from 'pg';
import { interruptibly, Stopped } from './interruptible-work.ts';
import { isTransactionControl, queryAsTenant, type Tenant } from './tenant-query.ts';

type Send = (client: pg.PoolClient, config: pg.QueryConfig, values?: unknown[]) => Promise<pg.QueryResult>;

/** Wraps a pool so that each statement runs as one tenant. */
export function tenantPool(pool: pg.Pool, tenant: Tenant): pg.Pool {
  return poolThrough(pool, (client, config, values) => queryAsTenant(client, tenant, config, values));
}

/** Wraps a pool so that a statement is cancelled when its work is stopped. */
export function interruptiblePool(pool: pg.Pool): pg.Pool {
  return poolThrough(pool, (client, config, values) =>
    isTransactionControl(config)
      ? client.query(config, values)
      : interruptibly(client, () => client.query(config, values)),
  );
}

/** Calls a function with a connection of the pool. Discards the connection if it breaks. */
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
          // Releases the underlying connection, because `release` needs its state.
          release: { value: (error?: Error | boolean) => client.release(error) },
        }) as pg.PoolClient;
      },
    },
  }) as pg.Pool;
}

/**
 * Returns whether the connection failed, and not a statement. Only errors of statements have a severity, which
 * PostgreSQL sets.
 */
function isConnectionError(error: unknown): error is Error {
  if (!(error instanceof Error) || error instanceof Stopped) return false;
  return !('severity' in error) || error.severity === 'FATAL';
}
