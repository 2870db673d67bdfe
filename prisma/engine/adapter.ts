import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import { Client, Pool, type QueryConfig, type QueryResult, types } from 'pg';

/** The way from Prisma's engine to the database, and to the throwaway database in which it replays migrations. */
export function createAdapterFactory(connectionString: string | undefined): SqlMigrationAwareDriverAdapterFactory {
  const { provider, adapterName } = new PrismaPg({});
  return {
    provider,
    adapterName,
    connect: () => connect(requireDatabase(connectionString)),
    async connectToShadowDb() {
      const url = requireDatabase(connectionString);
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      await execute(url, `CREATE DATABASE "${name}"`);
      const shadow = await connect(inDatabase(url, name));
      return Object.assign(shadow, {
        dispose: async () => {
          await shadow.underlyingDriver().end();
          await execute(url, `DROP DATABASE "${name}" WITH (FORCE)`);
        },
      });
    },
  };
}

export function inDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

export async function execute(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function connect(connectionString: string) {
  // One connection that stays, because the lock that keeps two migrations apart belongs to a connection.
  const pool = new Pool({ connectionString, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 5000 });
  const charColumns = noticeChars(pool);
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    queryRaw: async (query: SqlQuery) => {
      const result = await queryRaw(query);
      for (const column of charColumns.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    },
    // The adapter's own cuts a script at every semicolon, also at those inside of function bodies.
    executeScript: async (script: string) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    },
  } satisfies Partial<SqlDriverAdapter>);
}

/**
 * The engine reads the catalogs in `"char"`, PostgreSQL's internal type of one letter, which the adapter refuses. So
 * such columns pass it as ordinary text, and are remembered by the rows they belong to.
 */
function noticeChars(pool: Pool): WeakMap<object, number[]> {
  const charType: number = types.builtins.CHAR;
  const charColumns = new WeakMap<object, number[]>();
  const ask = pool.query.bind(pool) as (...question: [QueryConfig, unknown[]?]) => Promise<QueryResult>;
  Object.assign(pool, {
    query: async (...question: [QueryConfig, unknown[]?]) => {
      const result = await ask(...question);
      const columns: number[] = [];
      for (const [column, field] of (result.fields ?? []).entries()) {
        if (field.dataTypeID !== charType) continue;
        field.dataTypeID = types.builtins.TEXT;
        columns.push(column);
      }
      if (columns.length > 0) charColumns.set(result.rows, columns);
      return result;
    },
  });
  return charColumns;
}

function requireDatabase(connectionString: string | undefined): string {
  if (connectionString) return connectionString;
  throw new Error('This command works on a database: set DATABASE_URL.');
}
