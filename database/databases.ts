import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolConfig } from 'pg';
import { PrismaClient } from '#prisma/client/client.ts';
import { Pipelines } from './pipelines/pipelines.ts';
import { defaultPipelines, defaultPoolSize } from './pool-size.ts';
import { sessionOptions } from './session-settings.ts';
import { interruptiblePool, tenantPool } from './tenant-pool.ts';
import { goWithoutSession, preludeWithoutSession, prepareTenant, type Tenant } from './tenant-query.ts';
import { rememberTenant } from './tenant-statement.ts';

export type Db = PrismaClient;

/** A client inside a transaction. */
export type Tx = Omit<Db, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

export interface Databases {
  /**
   * Returns the database as members of these organizations see it: role `vitrine_app`, behind row-level security. The
   * same organizations get the same client.
   */
  asMembersOf(orgIds: readonly string[]): Db;
  /** The pool behind `asMembersOf`, for statements written by hand. Use it only through `queryAsTenant`. */
  appPool: Pool;
  /** The same database through pipelines, for short read-only statements. */
  pipelines: Pipelines;
  /** The database as its owner sees it, with all organizations: for authentication, migrations and sweeps. */
  system: Db;
  systemPool: Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** URL for the role that owns the tables. */
  connectionString: string;
  /**
   * URL for a login that can only be `vitrine_app`. Without it, requests log in as the owner and switch to that role. A
   * statement of a request could then switch back.
   */
  appConnectionString?: string | undefined;
  /**
   * Whether `appConnectionString` leads through a connection pooler (see `findPooling`). If so, statements are not
   * prepared by name.
   */
  appIsPooled?: boolean;
  /**
   * Number of connections for requests. The number of pipelines, which come in addition, is at most the same.
   * Authentication and sweeps have a few separate connections.
   */
  poolSize?: number;
  statementTimeoutMilliseconds?: number;
  lockTimeoutMilliseconds?: number;
}

// The timeout is that of a request. By default, Prisma waits two seconds for a connection, and the pool waits longer.
const transactionOptions = { maxWait: 6_000, timeout: 15_000 };

// Making a Prisma client takes some milliseconds, and keeping it takes a few hundred kilobytes.
const keptClients = 200;

/** Opens one database in two ways: as the application role, and as the owner. Connects at the first use. */
export function connectDatabases(options: DatabaseOptions): Databases {
  const {
    connectionString,
    appConnectionString = connectionString,
    appIsPooled = false,
    poolSize = defaultPoolSize,
    statementTimeoutMilliseconds = 10_000,
    lockTimeoutMilliseconds = 3_000,
  } = options;
  const limits = {
    statement_timeout: statementTimeoutMilliseconds,
    lock_timeout: lockTimeoutMilliseconds,
    connectionTimeoutMillis: 15_000,
  };
  const app = {
    connectionString: appConnectionString,
    ...limits,
    // Queries are short: compiling them to machine code would take longer than running them.
    options: `-c role=vitrine_app -c jit=off ${sessionOptions}`,
  };
  const appPool = appIsPooled
    ? openPooledPool(appConnectionString, poolSize, { statementTimeoutMilliseconds, lockTimeoutMilliseconds })
    : openPool({ ...app, max: poolSize, onConnect: prepareTenant });
  // A pipeline keeps prepared statements, so it needs a session.
  const pipelineCount = appIsPooled ? 0 : Math.min(defaultPipelines, poolSize);
  const pipelines = new Pipelines({ ...app, keepAlive: true }, pipelineCount);
  const systemPool = openPool({
    connectionString,
    ...limits,
    options: sessionOptions,
    max: Math.max(2, Math.ceil(poolSize / 2)),
  });
  const system = new PrismaClient({ adapter: new PrismaPg(interruptiblePool(systemPool)), transactionOptions });
  const clients = new Map<string, Db>();

  return {
    asMembersOf(orgIds) {
      const tenant: Tenant = [...orgIds].sort();
      const key = tenant.join();
      const client =
        clients.get(key) ??
        new PrismaClient({ adapter: new PrismaPg(tenantPool(appPool, tenant)), transactionOptions });
      rememberTenant(client, { pool: appPool, pipelines, tenant });
      clients.delete(key);
      clients.set(key, client);
      const [oldest] = clients.keys();
      if (clients.size > keptClients && oldest !== undefined) clients.delete(oldest);
      return client;
    },
    appPool,
    pipelines,
    system,
    systemPool,
    async close() {
      await Promise.all([appPool.end(), pipelines.end(), systemPool.end()]);
    },
  };
}

/**
 * Opens a pool of connections through a pooler. A pooler refuses startup parameters, so each statement sets its role
 * and limits.
 */
function openPooledPool(
  connectionString: string,
  max: number,
  {
    statementTimeoutMilliseconds,
    lockTimeoutMilliseconds,
  }: { statementTimeoutMilliseconds: number; lockTimeoutMilliseconds: number },
) {
  const prelude = preludeWithoutSession({
    statementMilliseconds: statementTimeoutMilliseconds,
    lockMilliseconds: lockTimeoutMilliseconds,
  });
  return openPool({
    connectionString,
    max,
    connectionTimeoutMillis: 15_000,
    onConnect: (client) => goWithoutSession(client, prelude),
  });
}

function openPool(config: PoolConfig) {
  const pool = new Pool({ ...config, idleTimeoutMillis: 30_000, keepAlive: true });
  // The pool replaces a connection that the database closes. A caller that was using it gets the error from its next
  // statement. Between two statements nothing listens, and an unhandled error event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.setMaxListeners(0);
  return pool;
}
