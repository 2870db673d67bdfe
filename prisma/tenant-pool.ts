import type pg from 'pg';
import { queryAsTenant, type Tenant } from './tenant-query.ts';

/** The same connections, seen by one tenant: whatever is asked through it is asked as that tenant. */
export function tenantPool(pool: pg.Pool, tenant: Tenant): pg.Pool {
  return Object.create(pool, {
    query: {
      value: async (config: pg.QueryConfig, values?: unknown[]) => {
        const client = await pool.connect();
        let broken: Error | undefined;
        try {
          return await queryAsTenant(client, tenant, config, values);
        } catch (error) {
          if (isConnectionError(error)) broken = error;
          throw error;
        } finally {
          client.release(broken);
        }
      },
    },
    connect: {
      value: async () => {
        const client = await pool.connect();
        return Object.create(client, {
          query: {
            value: (config: pg.QueryConfig, values?: unknown[]) => queryAsTenant(client, tenant, config, values),
          },
          // Bound to the real connection, which keeps its own state.
          release: { value: (error?: Error | boolean) => client.release(error) },
        }) as pg.PoolClient;
      },
    },
  }) as pg.Pool;
}

/** A failure of the connection rather than of the statement: PostgreSQL gives every failed statement a severity. */
function isConnectionError(error: unknown): error is Error {
  return error instanceof Error && (!('severity' in error) || error.severity === 'FATAL');
}
