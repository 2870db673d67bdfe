import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectDatabases } from '#database/databases.ts';
import { startObjectStore } from '#object-store/start-object-store.ts';
import { createTokenFor } from '#server/commands/create-token.ts';
import { startPostgres } from '#server/embedded/postgres/start-postgres.ts';
import { prepareDatabase } from '#server/migrate/prepare-database.ts';
import { makeData, measured } from './make-data.ts';

export interface Scene {
  folder: string;
  connectionString: string;
  superuserConnectionString: string;
  /** Settings of the object store, which are needed to sign URLs. No object is stored. */
  store: Record<string, string>;
  /** Token with read access to the measured organization. */
  token: string;
  end(): Promise<void>;
}

/**
 * Starts a PostgreSQL with the data, and an object store. The data is created once for each number of items and kept in
 * `.data-bench`. Delete this folder to remove it.
 */
export async function openScene(items: number, say: (line: string) => void): Promise<Scene> {
  const folder = join('.data-bench', String(items));
  const done = join(folder, 'filled');
  // The data cannot be used if it is incomplete, or if the migrations have changed since.
  const isUsable = existsSync(done) && readFileSync(done, 'utf8') === migrationsDigest();
  if (!isUsable) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const cluster = join(folder, 'postgres');
  if (!isUsable) {
    say(`Making ${items} items, once.`);
    const filled = await startPostgres({ directory: cluster, settings: whileFilling });
    await prepareDatabase(filled);
    await makeData(filled.superuserConnectionString, items, say);
    await filled.stop();
    writeFileSync(done, migrationsDigest());
  }
  const postgres = await startPostgres({ directory: cluster, settings: whileMeasuring });
  const { connectionString, superuserConnectionString } = postgres;
  const databases = connectDatabases({ connectionString });
  const token = await createTokenFor(databases, {
    user: 'alice@lumen.example',
    org: measured.organization,
    scopes: ['READ'],
  });
  await databases.close();
  const keys = { bucket: 'vitrine', accessKeyId: 'bench', secretAccessKey: 'secret-of-the-bench' };
  const directory = join(folder, 'objects');
  const store = await startObjectStore({ ...keys, region: 'us-east-1', directory, port: 0, allowedOrigins: [] });
  return {
    folder,
    connectionString,
    superuserConnectionString,
    store: {
      S3_ENDPOINT: store.endpoint,
      S3_BUCKET: keys.bucket,
      S3_ACCESS_KEY_ID: keys.accessKeyId,
      S3_SECRET_ACCESS_KEY: keys.secretAccessKey,
    },
    token,
    async end() {
      await store.close();
      await postgres.stop();
    },
  };
}

const whileMeasuring = {
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  max_connections: 200,
  session_preload_libraries: 'auto_explain',
};

/**
 * Settings while the data is created. Durability is off: after a crash the data is created again, and a log would take
 * as much space as the data.
 */
const whileFilling = {
  shared_buffers: '4GB',
  max_wal_size: '2GB',
  wal_level: 'minimal',
  max_wal_senders: 0,
  fsync: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};

function migrationsDigest(): string {
  const folder = 'prisma/migrations';
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.sql'));
  const digest = createHash('sha256');
  for (const file of files.sort()) digest.update(readFileSync(join(folder, file)));
  return digest.digest('hex');
}
