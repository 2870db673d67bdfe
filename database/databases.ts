import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolConfig } from 'pg';
import { PrismaClient } from '#prisma/client/client.ts';
import { Pipelines } from './pipelines/pipelines.ts';
import { defaultPipelines, defaultPoolSize } from './pool-size.ts';
import { interruptiblePool, tenantPool } from './tenant-pool.ts';
import {
  goWithoutSession,
  preludeWithoutSession,
  prepareTenant,
  printingOptions,
  type Tenant,
} from './tenant-query.ts';
import { rememberTenant } from './tenant-statement.ts';

export type Db = PrismaClient;

/** A client inside a transaction. */
export type Tx = Omit<Db, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

export interface Databases {
  /**
   * The database as members of these organizations see it: acts as `vitrine_app`, behind row-level security.
   * The same organizations get the same client.
   */
  asMembersOf(orgIds: readonly string[]): Db;
  /** The pool behind `asMembersOf`, for statements that are planned by hand; ask it through `queryAsTenant` only. */
  appPool: Pool;
  /** The same database by pipelines, for short statements that only read. */
  pipelines: Pipelines;
  /** The database as its owner sees it, every organization at once: authentication, migrations and sweeps. */
  system: Db;
  systemPool: Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** As the role that owns the tables. */
  connectionString: string;
  /**
   * The same database by a login that can be `vitrine_app` and nothing else. Without one requests log in as the owner and
   * take the other role, which a statement of theirs could undo.
   */
  appConnectionString?: string | undefined;
  /** Whether `appConnectionString` leads through a connection pooler (`findPooling`). Nothing is prepared there by name. */
  appIsPooled?: boolean;
  /** Connections for requests, beside pipelines, which are no more; authentication and sweeps have a few of their own. */
  poolSize?: number;
  statementTimeoutMs?: number;
  lockTimeoutMs?: number;
}

// As long as a request may take. Prisma's own patience, two seconds for a connection, is less than that of the pool.
const transactionOptions = { maxWait: 6_000, timeout: 15_000 };

// A Prisma client costs some milliseconds to make and a few hundred kilobytes to keep.
const keptClients = 200;

/** Opens the two ways into one database: as the application role, and as the owner. Connects when first asked. */
export function connectDatabases(options: DatabaseOptions): Databases {
  const {
    connectionString,
    appConnectionString = connectionString,
    appIsPooled = false,
    poolSize = defaultPoolSize,
    statementTimeoutMs = 10_000,
    lockTimeoutMs = 3_000,
  } = options;
  const limits = {
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    connectionTimeoutMillis: 15_000,
  };
  const app = {
    connectionString: appConnectionString,
    ...limits,
    // Queries are short: compiling them to machine code would take longer than running them.
    options: `-c role=vitrine_app -c jit=off ${printingOptions}`,
  };
  const appPool = appIsPooled
    ? openPooledPool(appConnectionString, poolSize, { statementTimeoutMs, lockTimeoutMs })
    : openPool({ ...app, max: poolSize, onConnect: prepareTenant });
  // A pipeline keeps prepared statements, so it needs a session.
  const pipelineCount = appIsPooled ? 0 : Math.min(defaultPipelines, poolSize);
  const pipelines = new Pipelines({ ...app, keepAlive: true }, pipelineCount);
  const systemPool = openPool({
    connectionString,
    ...limits,
    options: printingOptions,
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

/** Connections through a pooler. It refuses startup parameters, so each statement brings its role and limits along. */
function openPooledPool(
  connectionString: string,
  max: number,
  { statementTimeoutMs, lockTimeoutMs }: { statementTimeoutMs: number; lockTimeoutMs: number },
) {
  const prelude = preludeWithoutSession({
    statementMilliseconds: statementTimeoutMs,
    lockMilliseconds: lockTimeoutMs,
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
  // A connection that the database closes is simply replaced. Who was using it is told by their next statement; between
  // two statements nobody listens, and an error that nobody hears would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.setMaxListeners(0);
  return pool;
}
