import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { ownerSession } from '#database/session-settings.ts';
import { projectFile } from '#system/project-files.ts';
import type { Logger } from '../logger.ts';
import { StartRefused } from '../start-refused.ts';
import { type LockOptions, takeLock } from '../take-lock.ts';
import { MigrationFailed } from './migration-failed.ts';
import { hasChecksum, type Migration, readMigrations } from './read-migrations.ts';

const ourMigrations = projectFile('prisma/migrations');

// Key of the lock that Prisma uses, so that this function and `prisma migrate deploy` do not run at the same time.
const lockKey = 72707369;

interface MigrateOptions extends Omit<LockOptions, 'purpose'> {
  directory?: string;
  logger?: Logger | undefined;
}

/**
 * Migrates the database to the schema of this version. Returns the names of the migrations it applied.
 *
 * Any number of processes may start at once: one applies the migrations while the others wait. Each migration is
 * applied completely or not at all. A migration whose first line is `-- no transaction` runs outside a transaction. It
 * should contain a single statement, such as CREATE INDEX CONCURRENTLY.
 */
export async function migrate(
  database: string | Client,
  { directory = ourMigrations, ...lock }: MigrateOptions = {},
): Promise<string[]> {
  if (typeof database !== 'string') return alone(database, lock, () => applyAll(database, readMigrations(directory)));
  const client = new Client({ connectionString: database, options: ownerSession });
  client.on('error', () => {}); // the statement that waits for the connection reports its failure
  await client.connect();
  try {
    await client.query('SET client_min_messages = warning');
    return await migrate(client, { directory, ...lock });
  } finally {
    await client.end();
  }
}

async function alone<T>(client: Client, lock: Omit<LockOptions, 'purpose'>, work: () => Promise<T>): Promise<T> {
  // Uses a session lock, because a migration may run outside a transaction.
  await takeLock(client, lockKey, 'session', { purpose: 'migrating the database', ...lock });
  try {
    return await work();
  } finally {
    await tidy(client, `SELECT pg_advisory_unlock(${lockKey})`);
  }
}

/**
 * Runs a statement that releases a lock or a transaction. Ignores errors, because a broken connection releases both.
 */
async function tidy(client: Client, statement: string): Promise<void> {
  await client.query(statement).catch(() => {});
}

async function applyAll(client: Client, migrations: Migration[]): Promise<string[]> {
  // Creates the same table as Prisma.
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`);
  const applied = await readApplied(client, migrations);
  const pending = migrations.filter(({ name }) => !applied.has(name));
  for (const migration of pending) {
    if (/^--\s*no transaction\b/i.test(migration.sql)) await applyOpenly(client, migration);
    else await applyInTransaction(client, migration);
  }
  return pending.map(({ name }) => name);
}

type Row = { migration_name: string; checksum: string; finished_at: Date | null; logs: string | null };

/**
 * Returns the names of the migrations that are already applied. Throws if the history of the database differs from that
 * of this version.
 */
async function readApplied(client: Client, migrations: Migration[]): Promise<Set<string>> {
  const { rows } = await client.query<Row>(
    `SELECT migration_name, checksum, finished_at, logs FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
  for (const row of rows) {
    const migration = migrations.find(({ name }) => name === row.migration_name);
    if (migration === undefined) {
      throw new StartRefused(
        `The database has the migration ${row.migration_name}, which is not part of this version of Vitrine. Start the newer version that applied it, or restore an older backup.`,
      );
    }
    if (row.finished_at === null) {
      throw new StartRefused(
        `The migration ${row.migration_name} began in this database and did not finish. Check what it changed, then record the result with npx prisma migrate resolve --rolled-back (or --applied) ${row.migration_name}.${row.logs ? ` It said: ${row.logs}` : ''}`,
      );
    }
    if (!hasChecksum(migration, row.checksum)) {
      throw new StartRefused(
        `${migration.file} is not the file that was applied to this database. Restore it, and put the change into a new migration.`,
      );
    }
  }
  return new Set(rows.map((row) => row.migration_name));
}

async function applyInTransaction(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await run(client, migration, 'Nothing of it was applied.');
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await tidy(client, 'ROLLBACK');
    throw error;
  }
}

/**
 * Applies a migration outside a transaction. Records the attempt first, so that an operator can check the database
 * after a crash.
 */
async function applyOpenly(client: Client, migration: Migration): Promise<void> {
  const id = randomUUID();
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    migration.checksum,
    migration.name,
  ]);
  try {
    await run(client, migration, 'It ran outside a transaction. Check what it left behind.');
  } catch (error) {
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)]);
    throw error;
  }
  await client.query(
    'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
    [id],
  );
}

async function run(client: Client, migration: Migration, outcome: string): Promise<void> {
  let completedStatements = 0;
  const count = () => {
    completedStatements += 1;
  };
  client.connection.on('commandComplete', count);
  try {
    await client.query(migration.sql);
  } catch (error) {
    throw new MigrationFailed(migration, completedStatements, outcome, error);
  } finally {
    client.connection.off('commandComplete', count);
  }
}
