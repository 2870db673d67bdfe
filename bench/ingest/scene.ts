import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabases, type Databases } from '#database/databases.ts';
import { newId } from '#domain/ids.ts';
import { defaultLimits } from '#domain/limits.ts';
import { anonymous, everyScope, type Viewer } from '#domain/viewer.ts';
import { startObjectStore } from '#object-store/start-object-store.ts';
import { readPostmaster } from '#server/embedded/postgres/postmaster.ts';
import { startPostgres } from '#server/embedded/postgres/start-postgres.ts';
import { prepareDatabase } from '#server/migrate/prepare-database.ts';
import { createS3Storage, type S3Storage, type S3StorageOptions } from '#server/storage/s3-storage.ts';

export interface Scene {
  folder: string;
  connectionString: string;
  superuserConnectionString: string;
  databases: Databases;
  /** Process id of the PostgreSQL postmaster. */
  postgresPid: number;
  storage: S3Storage;
  storeSettings: S3StorageOptions;
  orgId: string;
  userId: string;
  end(): Promise<void>;
}

/** Starts a durable PostgreSQL (fsync is on) and an object store. Creates an organization with one publisher. */
export async function openScene(settings: Record<string, string> = {}): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-bench-'));
  const postgres = await startPostgres({ directory: join(folder, 'postgres'), settings });
  const { connectionString, superuserConnectionString } = postgres;
  await prepareDatabase({ connectionString });
  const keys = { region: 'us-east-1', bucket: 'vitrine', accessKeyId: 'bench', secretAccessKey: 'bench-secret' };
  const store = await startObjectStore({ ...keys, directory: join(folder, 'objects'), port: 0, allowedOrigins: [] });
  const storeSettings = { ...keys, endpoint: store.endpoint, forcePathStyle: true };
  const storage = createS3Storage(storeSettings);
  await storage.ensureBucket();
  const databases = connectDatabases({ connectionString });
  const [orgId, userId] = [newId(), newId()];
  await databases.system.organization.create({ data: { id: orgId, slug: 'lumen', name: 'Lumen' } });
  await databases.system.user.create({
    data: {
      id: userId,
      email: 'alice@lumen.example',
      name: 'Alice',
      memberships: { create: { orgId, role: 'OWNER' } },
    },
  });
  return {
    folder,
    connectionString,
    superuserConnectionString,
    databases,
    postgresPid: readPostmaster(join(folder, 'postgres/cluster'))!.pid,
    storage,
    storeSettings,
    orgId,
    userId,
    async end() {
      await databases.close();
      storage.close();
      await store.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Returns a context of the organization's owner, for calls of domain functions. */
export function publisherOf({ databases, storage, orgId, userId }: Scene) {
  const viewer: Viewer = {
    ...anonymous,
    kind: 'PERSON',
    userId,
    memberships: new Map([[orgId, 'OWNER']]),
    scopes: everyScope,
  };
  const origin = { requestId: 'bench', address: null, userAgent: null };
  return { db: databases.asMembersOf([orgId]), viewer, storage, limits: defaultLimits, origin };
}

export async function createDataset({ databases, orgId }: Scene, slug: string): Promise<string> {
  const id = newId();
  await databases.system.dataset.create({ data: { id, orgId, slug, name: slug } });
  return id;
}
