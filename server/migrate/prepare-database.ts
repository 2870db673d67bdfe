import { Client } from 'pg';
import { findPooling } from '#database/find-pooling.ts';
import { ownerSession } from '#database/session-settings.ts';
import { migrateWorker } from '../jobs/migrate-worker.ts';
import type { Logger } from '../logger.ts';
import { StartRefused } from '../start-refused.ts';
import { ensureAppLogin } from './ensure-app-login.ts';
import { ensureAppRole } from './ensure-app-role.ts';
import { ensureWalls } from './ensure-walls.ts';
import { migrate } from './migrate.ts';
import { requireSessionDefaults } from './require-session-defaults.ts';
import { requireUnicode } from './require-unicode.ts';
import { requireVersion } from './require-version.ts';
import { rewriteAddresses } from './rewrite-addresses.ts';

export interface DatabaseToPrepare {
  connectionString: string;
  appConnectionString?: string | undefined;
}

/**
 * Prepares a database for this version: the role of requests, the tables of the job queue, the migrations, row-level
 * security, the normal form of e-mail addresses, and the login of requests. Throws if PostgreSQL is too old. Each step
 * can be repeated. Returns the migrations it applied.
 */
export async function prepareDatabase(
  { connectionString, appConnectionString }: DatabaseToPrepare,
  logger?: Logger,
): Promise<string[]> {
  await requireSession(connectionString);
  await requireNewEnough(connectionString);
  const client = new Client({ connectionString, application_name: 'vitrine start', options: ownerSession });
  client.on('error', () => {}); // the statement that was running reports it
  await client.connect();
  try {
    await client.query('SET client_min_messages = warning');
    await requireUnicode(client);
    await requireSessionDefaults(client, 'DATABASE_URL');
    await ensureAppRole(client);
    await migrateWorker(connectionString, logger);
    const applied = await migrate(client, { logger });
    await ensureWalls(client, applied.length > 0, logger);
    await rewriteAddresses(client, logger);
    if (appConnectionString) await ensureAppLogin(connectionString, appConnectionString, logger);
    return applied;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Throws if PostgreSQL is too old. Old versions refuse some startup options, so this connection has none. */
async function requireNewEnough(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  client.on('error', () => {}); // the statement that was running reports it
  await client.connect();
  try {
    await requireVersion(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Throws if a connection does not keep its session. Migrations, the queue and events need one session for several
 * transactions.
 */
async function requireSession(connectionString: string): Promise<void> {
  const pooling = await findPooling(connectionString);
  if (pooling === 'none') return;
  if (pooling === 'transaction') throw new DirectConnectionNeeded('leads to a connection pooler in transaction mode');
  const client = new Client({ connectionString, options: '-c jit=off', statement_timeout: 0, lock_timeout: 0 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('unsupported startup parameter')) throw error;
    throw new DirectConnectionNeeded('leads to a connection pooler that refuses startup parameters', { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
}

/** Error for a DATABASE_URL of a connection pooler that does not keep a session for each client. */
export class DirectConnectionNeeded extends StartRefused {
  constructor(reason: string, options?: ErrorOptions) {
    super(
      `DATABASE_URL ${reason}. Migrations, the job queue and events need a session. Set DATABASE_URL to PostgreSQL itself, and APP_DATABASE_URL to the pooler.`,
      options,
    );
  }
}
