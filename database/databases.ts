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

/** Client within a transaction. */
export type Tx = Omit<Db, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

export interface Databases {
  /**
   * Returns a client for the rows of these organizations, with the role `vitrine_app` and row-level security. The same
   * organizations get the same client.
   */
  asMembersOf(orgIds: readonly string[]): Db;
  /** Connection pool of `asMembersOf`, for handwritten statements. Use it only with `queryAsTenant`. */
  appPool: Pool;
  /** Pipelines to the same database, for short read-only statements. */
  pipelines: Pipelines;
  /** Client with the role of the owner, who sees all organizations. For authentication, migrations and sweeps. */
  system: Db;
  systemPool: Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** URL with the role that owns the tables. */
  connectionString: string;
  /**
   * URL with a login that can only take the role `vitrine_app`. Without it, requests log in as the owner and switch to
   * that role, so that an injected statement could switch back.
   */
  appConnectionString?: string | undefined;
  /**
   * Whether `appConnectionString` is the URL of a connection pooler (see `findPooling`). If so, statements are not
   * prepared by name.
   */
  appIsPooled?: boolean;
  /**
   * Maximum number of connections for requests. There are at most as many pipelines in addition. Authentication and
   * sweeps have a few separate connections.
   */
  poolSize?: number;
  statementTimeoutMilliseconds?: number;
  lockTimeoutMilliseconds?: number;
}

// Uses the time limit of a request. Waits longer for a connection than Prisma's default of two seconds.
const transactionOptions = { maxWait: 6_000, timeout: 15_000 };

// Number of cached Prisma clients. Creating a client takes some milliseconds, and keeping it takes a few hundred
// kilobytes.
const keptClients = 200;

/**
 * Returns clients of one database for two roles: the application role and the owner. They connect at their first use.
 */
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
    // Turns off JIT compilation, because it would take longer than these short queries.
    options: `-c role=vitrine_app -c jit=off ${sessionOptions}`,
  };
  const appPool = appIsPooled
    ? openPooledPool(appConnectionString, poolSize, { statementTimeoutMilliseconds, lockTimeoutMilliseconds })
    : openPool({ ...app, max: poolSize, onConnect: prepareTenant });
  // Uses no pipelines through a pooler, because a pipeline needs a session for its prepared statements.
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
  // The pool replaces a connection that the database closes. A caller that uses it gets the error from its next
  // statement. An idle client has no listener, and an error event without a listener would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.setMaxListeners(0);
  return pool;
}
