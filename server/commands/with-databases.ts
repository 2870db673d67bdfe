import { join } from 'node:path';
import { connectDatabases, type Databases } from '#database/databases.ts';
import { findPooling } from '#database/find-pooling.ts';
import { findRunningPostgres } from '../embedded/postgres/find-running-postgres.ts';
import { readEnvironment } from '../environment.ts';
import { CommandRefused } from './command-refused.ts';

/**
 * Runs a command on the database in the environment. Without one, uses the embedded database of a server that runs on
 * this machine.
 */
export async function withDatabases<Result>(command: (databases: Databases) => Promise<Result>): Promise<Result> {
  const environment = readEnvironment(process.env);
  const { DATABASE_URL: connectionString, APP_DATABASE_URL: appConnectionString } = environment;
  const address = connectionString
    ? { connectionString, appConnectionString }
    : findRunningPostgres(join(environment.DATA_DIR, 'postgres'));
  if (!address) {
    throw new CommandRefused(
      `No server runs with the data folder ${environment.DATA_DIR}. Start one with npm start, or set DATA_DIR or DATABASE_URL to the right one.`,
    );
  }
  const pooling = address.appConnectionString ? await findPooling(address.appConnectionString) : 'none';
  const databases = connectDatabases({ ...address, appIsPooled: pooling !== 'none', poolSize: 2 });
  try {
    return await command(databases);
  } finally {
    await databases.close();
  }
}
