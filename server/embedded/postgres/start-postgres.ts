import { resolve } from 'node:path';
import { lockDataFolder } from '../data-lock.ts';
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
  /** Where the cluster, its credentials and its log live. */
  directory: string;
  /** Server settings, as in postgresql.conf. */
  settings?: Settings;
  /** False for data nobody will miss: faster, and lost with the machine's power. */
  durable?: boolean;
};

export type Postgres = {
  port: number;
  /** The database `vitrine` as its owner, who is no superuser: what an operator would put into DATABASE_URL. */
  connectionString: string;
  /** The same database by the login of requests: what would be put into APP_DATABASE_URL. The role is made by `ensureAppLogin`. */
  appConnectionString: string;
  /** The superuser, in the database `postgres`. */
  superuserConnectionString: string;
  /** Settles when PostgreSQL has ended, asked to or not. */
  exited: Promise<void>;
  /** Fast shutdown: what runs is cancelled, what was committed is kept. */
  stop: () => Promise<void>;
};

const careless: Settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the PostgreSQL that npm brought, in a folder of its own, on a free port of localhost.
 *
 * It ends with this process, even after kill -9, and the next start recovers what was committed.
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
