import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client, escapeLiteral } from 'pg';
import { startPostgres } from '#server/embedded/postgres/start-postgres.ts';
import { prepareDatabase } from '#server/migrate/prepare-database.ts';
import { findHolder } from '#system/data-lock.ts';
import { dataFolder } from './processes.ts';

const template = 'template_vitrine';
const prefix = 'vitrine-test-postgres-';

export type TestCluster = {
  /** Connection string of the superuser, for `cloneDatabase`. */
  adminConnectionString: string;
  stop: () => Promise<void>;
};

export type TestDatabase = {
  /**
   * Connection string of the role that owns the tables, which is not a superuser. Corresponds to a server's
   * DATABASE_URL.
   */
  connectionString: string;
  /** Connection string of the login that serves requests. Corresponds to a server's APP_DATABASE_URL. */
  appConnectionString: string;
  drop: () => Promise<void>;
};

/**
 * Starts one PostgreSQL for all test files. It has a migrated template database, which each file clones. It stops when
 * this process ends.
 */
export async function startTestCluster(): Promise<TestCluster> {
  await sweepLeftovers();
  const directory = mkdtempSync(join(dataFolder(), prefix));
  const postgres = await startPostgres({ directory, durable: false, settings: { max_connections: 200 } });
  const adminConnectionString = postgres.superuserConnectionString;
  const stop = async () => {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    // Sets the same password for all roles, so that test files need only the admin's connection string.
    const { password } = new URL(adminConnectionString);
    await run(adminConnectionString, `ALTER ROLE vitrine PASSWORD ${escapeLiteral(password)}`);
    await run(adminConnectionString, `CREATE DATABASE ${template} OWNER vitrine`);
    await prepareDatabase({
      connectionString: asOwner(adminConnectionString, template),
      appConnectionString: asApp(adminConnectionString, template),
    });
    return { adminConnectionString, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Creates a new database with the content of the template. */
export async function cloneDatabase(adminConnectionString: string, templateName = template): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await run(adminConnectionString, `CREATE DATABASE ${name} TEMPLATE ${templateName} OWNER vitrine STRATEGY FILE_COPY`);
  return {
    connectionString: asOwner(adminConnectionString, name),
    appConnectionString: asApp(adminConnectionString, name),
    drop: () => run(adminConnectionString, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function asOwner(adminConnectionString: string, database: string): string {
  return as('vitrine', adminConnectionString, database);
}

function asApp(adminConnectionString: string, database: string): string {
  return as('vitrine_app_login', adminConnectionString, database);
}

function as(role: string, adminConnectionString: string, database: string): string {
  const url = new URL(adminConnectionString);
  url.username = role;
  url.pathname = `/${database}`;
  return url.href;
}

async function run(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Removes the folders of test runs that were killed. Keeps new folders, because their runs may not have locked them
 * yet.
 */
async function sweepLeftovers(): Promise<void> {
  const aMinuteAgo = Date.now() - 60_000;
  for (const name of readdirSync(dataFolder()).filter((name) => name.startsWith(prefix))) {
    const directory = join(dataFolder(), name);
    const isOld = (statSync(directory, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < aMinuteAgo;
    if (!isOld) continue;
    const isHeld = await findHolder(directory).then(
      (holder) => holder !== null,
      () => true, // the folder of another user
    );
    if (!isHeld) rmSync(directory, { recursive: true, force: true });
  }
}
