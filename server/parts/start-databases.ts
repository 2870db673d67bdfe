import { connectDatabases, type Databases } from '#database/databases.ts';
import { findPooling } from '#database/find-pooling.ts';
import { findDatabase } from '../embedded/find-services.ts';
import type { Environment } from '../environment.ts';
import type { Logger } from '../logger.ts';
import { prepareDatabase } from '../migrate/prepare-database.ts';
import { requireAppDefaults } from '../migrate/require-session-defaults.ts';
import { whenDatabaseAnswers } from '../when-database-answers.ts';
import type { RunningParts } from './running-parts.ts';

/** Finds or starts PostgreSQL, migrates its tables to this version, and connects to it. */
export async function startDatabases(
  parts: RunningParts,
  environment: Environment,
  logger: Logger,
): Promise<{ connectionString: string; databases: Databases }> {
  const { connectionString, appConnectionString } = parts.add(await findDatabase(environment)).address;
  const { applied, appIsPooled } = await whenDatabaseAnswers(async () => {
    const applied = await prepareDatabase({ connectionString, appConnectionString }, logger);
    const appIsPooled = appConnectionString !== undefined && (await findPooling(appConnectionString)) !== 'none';
    if (appConnectionString) await requireAppDefaults(appConnectionString, appIsPooled);
    return { applied, appIsPooled };
  }, logger);
  if (applied.length > 0) logger.info({ applied }, 'Migrated the database.');
  if (!appConnectionString) {
    logger.warn('Requests log in as the owner of the tables. Set APP_DATABASE_URL to give them a login of their own.');
  }
  if (appIsPooled) logger.info('Requests reach the database through a connection pooler.');
  const databases = connectDatabases({
    connectionString,
    appConnectionString,
    appIsPooled,
    poolSize: environment.DATABASE_POOL_SIZE,
    statementTimeoutMilliseconds: environment.STATEMENT_SECONDS * 1_000,
    lockTimeoutMilliseconds: environment.LOCK_SECONDS * 1_000,
  });
  parts.add({ stop: () => databases.close() });
  return { connectionString, databases };
}
