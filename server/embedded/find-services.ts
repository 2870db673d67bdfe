import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startStoreProcess } from '#object-store/start-store-process.ts';
import { makeFolder } from '#system/make-folder.ts';
import type { Environment } from '../environment.ts';
import { localOrigin } from '../local-origin.ts';
import type { Logger } from '../logger.ts';
import { isTaken, PortTaken } from '../require-ports.ts';
import type { Site } from '../site.ts';
import type { S3StorageOptions } from '../storage/s3-storage.ts';
import { startPostgres } from './postgres/start-postgres.ts';
import { readJson } from './read-json.ts';

export interface Found<Address> {
  address: Address;
  /** Stops the service's process if this process started it. Does nothing for a service of the operator. */
  stop(): Promise<void>;
}

export interface DatabaseAddress {
  /** Connection string of the role that owns the tables. */
  connectionString: string;
  /**
   * Connection string of a login that can only take the role `vitrine_app`. Undefined if the operator configured none.
   */
  appConnectionString: string | undefined;
}

/** Returns the database of the environment, or starts the embedded one. */
export async function findDatabase(environment: Environment): Promise<Found<DatabaseAddress>> {
  const { DATABASE_URL: connectionString, APP_DATABASE_URL: appConnectionString } = environment;
  if (connectionString) return { address: { connectionString, appConnectionString }, stop: async () => {} };
  const postgres = await startPostgres({ directory: join(environment.DATA_DIR, 'postgres') });
  return { address: postgres, stop: postgres.stop };
}

/**
 * Returns the object store of the environment, or starts the embedded store, which allows pages of this origin. The
 * result includes the folder of the embedded store.
 */
export async function findObjectStore(
  environment: Environment,
  site: Site,
  logger: Logger,
): Promise<Found<S3StorageOptions> & { directory: string | null }> {
  const { S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION } = environment;
  if (S3_BUCKET && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY) {
    return {
      address: {
        endpoint: environment.S3_ENDPOINT,
        publicEndpoint: environment.S3_PUBLIC_ENDPOINT,
        region: S3_REGION,
        bucket: S3_BUCKET,
        accessKeyId: S3_ACCESS_KEY_ID,
        secretAccessKey: S3_SECRET_ACCESS_KEY,
        forcePathStyle: environment.S3_FORCE_PATH_STYLE,
      },
      directory: null,
      stop: async () => {},
    };
  }
  const directory = join(environment.DATA_DIR, 'objects');
  const settings = { region: S3_REGION, bucket: 'vitrine', ...storeKeys(directory) };
  const start = (port: number) =>
    startStoreProcess(
      { ...settings, directory, port, host: environment.HOST, allowedOrigins: originsOf(site) },
      (message, details) => logger.error(details, message),
    );
  const wanted =
    environment.OBJECT_STORE_PORT || (environment.PORT > 0 && environment.PORT < 65_535 ? environment.PORT + 1 : 0);
  const store = await start(wanted).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
    if (environment.OBJECT_STORE_PORT === 0) return start(0);
    throw new PortTaken('OBJECT_STORE_PORT', environment.OBJECT_STORE_PORT, environment.HOST);
  });
  const publicEndpoint = environment.S3_PUBLIC_ENDPOINT ?? `http://${new URL(site.origin).hostname}:${store.port}`;
  return {
    address: { ...settings, endpoint: localOrigin(environment.HOST, store.port), publicEndpoint, forcePathStyle: true },
    directory,
    stop: () => store.close(),
  };
}

/** Returns the origins of the site. For localhost there are two: `localhost` and `127.0.0.1`. */
export function originsOf({ origin }: Site): string[] {
  return [origin, origin.replace('//localhost', '//127.0.0.1')];
}

/** Returns the keys of the embedded store. They are created at its first start, and only their owner can read them. */
function storeKeys(directory: string): { accessKeyId: string; secretAccessKey: string } {
  makeFolder(directory);
  const file = join(directory, 'keys.json');
  if (!existsSync(file)) {
    const keys = {
      accessKeyId: randomBytes(10).toString('hex'),
      secretAccessKey: randomBytes(32).toString('base64url'),
    };
    writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  }
  return readJson(file, 'remove it: new keys are created at the next start') as {
    accessKeyId: string;
    secretAccessKey: string;
  };
}
