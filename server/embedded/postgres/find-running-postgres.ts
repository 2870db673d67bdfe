import { connectionStringOfApp, connectionStrings, readCredentials } from './credentials.ts';
import { clusterIn } from './make-cluster.ts';
import { isPostmasterOf, readPostmaster } from './postmaster.ts';

/** Returns how to connect to the PostgreSQL that another process runs in this folder, or null. */
export function findRunningPostgres(directory: string) {
  const cluster = clusterIn(directory);
  const postmaster = readPostmaster(cluster);
  if (!postmaster?.isReady || !isPostmasterOf(cluster, postmaster.pid)) return null;
  const credentials = readCredentials(directory);
  if (credentials === null) return null;
  const { port } = postmaster;
  const { appPassword } = credentials;
  return {
    ...connectionStrings(port, credentials),
    appConnectionString: appPassword === undefined ? undefined : connectionStringOfApp(port, appPassword),
  };
}
