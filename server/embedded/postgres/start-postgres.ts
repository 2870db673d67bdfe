import { resolve } from 'node:path';
import { lockDataFolder } from '#system/data-lock.ts';
import {
  completeCredentials,
  connectionStringOfApp,
  connectionStrings,
  createCredentials,
  readCredentials,
  writeCredentials,
} from './credentials.ts';
import { endWithUs } from './end-with-us.ts';
import { ensureDatabase } from './ensure-database.ts';
import { findBinaries } from './find-binaries.ts';
import { findRunner } from './find-runner.ts';
import { launchPostmaster, type Settings } from './launch-postmaster.ts';
import { clusterIn, hasCluster, makeCluster } from './make-cluster.ts';
import { PostgresUnavailable } from './postgres-unavailable.ts';
import { stopLeftover, stopPostmaster } from './postmaster.ts';
import { prepareFolder } from './prepare-folder.ts';

export type PostgresOptions = {
  /** Folder of the cluster, its credentials and its log. */
  directory: string;
  /** Server settings, as in postgresql.conf. */
  settings?: Settings;
  /** Whether data must survive a power failure. False is faster. */
  durable?: boolean;
};

export type Postgres = {
  port: number;
  /**
   * Connection string of the database `vitrine` for its owner, which is not a superuser. Corresponds to DATABASE_URL.
   */
  connectionString: string;
  /**
   * Connection string of the same database for the login that serves requests. Corresponds to APP_DATABASE_URL.
   * `ensureAppLogin` creates the role.
   */
  appConnectionString: string;
  /** Connection string of the database `postgres` for the superuser. */
  superuserConnectionString: string;
  /** Settles when PostgreSQL has ended for any reason. */
  exited: Promise<void>;
  /** Stops with a fast shutdown: running statements are cancelled, committed data is kept. */
  stop: () => Promise<void>;
};

const careless: Settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the PostgreSQL of the npm package, in a separate folder, on a free port of localhost.
 *
 * It stops when this process ends, even after kill -9. The next start recovers all committed data.
 */
export async function startPostgres({ directory, settings = {}, durable = true }: PostgresOptions): Promise<Postgres> {
  const folder = resolve(directory);
  const cluster = clusterIn(folder);
  const binaries = findBinaries();
  const lock = await lockDataFolder(folder);
  try {
    const runner = findRunner(cluster);
    prepareFolder(folder, cluster, binaries, runner);
    let credentials = readCredentials(folder);
    if (!hasCluster(cluster, binaries)) {
      credentials ??= createCredentials(folder);
      makeCluster(cluster, binaries, runner, { superuserPassword: credentials.superuserPassword, durable });
    }
    if (credentials === null) {
      throw new PostgresUnavailable(
        `${folder} holds a database but not its credentials.json, so nobody can connect to it. Restore the file from a backup, or move the folder away to start empty.`,
      );
    }
    await stopLeftover(cluster, binaries);
    const allSettings = durable ? settings : { ...careless, ...settings };
    const { child, port } = await launchPostmaster(cluster, binaries, runner, credentials.port, allSettings);
    endWithUs(child);
    const exited = new Promise<void>((done) => {
      child.once('exit', () => done());
    });
    const stop = async () => {
      await stopPostmaster(child, cluster, binaries);
      await lock.release();
    };

    const complete = completeCredentials(folder, credentials);
    const strings = {
      ...connectionStrings(port, complete),
      appConnectionString: connectionStringOfApp(port, complete.appPassword),
    };
    try {
      if (port !== complete.port) writeCredentials(folder, { ...complete, port });
      await ensureDatabase(strings.superuserConnectionString, complete.password);
    } catch (error) {
      await stop();
      throw error;
    }
    return { port, ...strings, exited, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
