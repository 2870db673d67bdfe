import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectDatabases, type Databases } from '#database/databases.ts';
import { newId } from '#domain/ids.ts';
import { defaultLimits } from '#domain/limits.ts';
import { startObjectStore } from '#object-store/start-object-store.ts';
import { countAttempts } from '#server/auth/count-attempts.ts';
import { clusterIn } from '#server/embedded/postgres/make-cluster.ts';
import { startPostgres } from '#server/embedded/postgres/start-postgres.ts';
import { listenToEvents } from '#server/events/listen.ts';
import { freePort } from '#server/free-port.ts';
import { createLogger } from '#server/logger.ts';
import { prepareDatabase } from '#server/migrate/prepare-database.ts';
import { createS3Storage } from '#server/storage/s3-storage.ts';
import { createPerson, type Person } from '#tests/kit/person.ts';
import { dataFolder } from '../kit/processes.ts';
import { killPostgres } from './kill-postgres.ts';
import type { Target } from './plan.ts';
import { buildServer, type ServerProcess, startServer } from './server-process.ts';

export interface House {
  folder: string;
  /** Address of the API. */
  url: string;
  alice: Person;
  /** Id of the only dataset, lumen/birds. */
  datasetId: string;
  /** Direct access to the database, to check the stored data. */
  databases: Databases;
  /** Ends a process at once, with kill -9. */
  kill(target: Target): Promise<void>;
  /** Starts a process that was killed. */
  restart(target: Target): Promise<void>;
  /** Stops the object store, or replaces it with a server that never responds, or starts it again with its data. */
  storeGoes(where: 'down' | 'silent' | 'up'): Promise<void>;
  /** Starts another API process at a separate address. */
  addApi(environment: Record<string, string>): Promise<{ url: string; process: ServerProcess }>;
  /** Returns the processes that ended although the test did not kill them. */
  diedAlone(): Target[];
  /** Stops everything. Its folder with the logs and the data can be kept. */
  end(options?: { keep: boolean }): Promise<void>;
}

/** Starts a whole Vitrine in real processes: an API, a worker, a durable PostgreSQL and an object store. */
export async function openHouse(): Promise<House> {
  await buildServer();
  const folder = await mkdtemp(join(dataFolder(), 'vitrine-chaos-'));
  const openDatabase = () => startPostgres({ directory: join(folder, 'postgres') });
  let postgres = await openDatabase();
  const { connectionString, appConnectionString } = postgres;
  await prepareDatabase({ connectionString });

  const keys = { region: 'us-east-1', bucket: 'vitrine', accessKeyId: 'chaos', secretAccessKey: 'chaos-secret' };
  const openStore = (port: number) =>
    startObjectStore({ ...keys, directory: join(folder, 'objects'), port, allowedOrigins: [] });
  let store = await openStore(0);
  const storePort = Number(new URL(store.endpoint).port);
  let silent: Server | undefined;
  const closeStore = async () => {
    silent?.close();
    silent = undefined;
    await store.close();
  };
  const storage = createS3Storage({ ...keys, endpoint: store.endpoint, forcePathStyle: true });
  await storage.ensureBucket();

  const databases = connectDatabases({ connectionString, poolSize: 4, statementTimeoutMilliseconds: 60_000 });
  const { alice, datasetId } = await furnish(databases, connectionString, storage);
  const port = await freePort('127.0.0.1');
  const environment = {
    PORT: String(port),
    LOG_LEVEL: 'info',
    COST_BUCKET_POINTS: '0', // Readers without a pause would exceed the limits of cost.
    DATABASE_URL: connectionString,
    APP_DATABASE_URL: appConnectionString,
    S3_ENDPOINT: store.endpoint,
    S3_BUCKET: keys.bucket,
    S3_ACCESS_KEY_ID: keys.accessKeyId,
    S3_SECRET_ACCESS_KEY: keys.secretAccessKey,
  };
  const start = (name: 'api' | 'worker') =>
    startServer({ ...environment, PROCESSES: name }, join(folder, `${name}.log`));
  const others: ServerProcess[] = [];
  const processes: Record<'api' | 'worker', ServerProcess> = { api: start('api'), worker: start('worker') };
  const url = `http://127.0.0.1:${port}`;
  await untilLive(url, processes.api);
  await untilWorking(databases);

  return {
    folder,
    url,
    alice,
    datasetId,
    databases,
    async kill(target) {
      if (target !== 'postgres') return processes[target].end('SIGKILL');
      killPostgres(clusterIn(join(folder, 'postgres')));
      await postgres.exited;
      await postgres.stop(); // releases only the folder now
    },
    async restart(target) {
      if (target === 'postgres') {
        postgres = await openDatabase();
        if (postgres.connectionString !== connectionString) throw new Error('Its port was taken meanwhile.');
        return;
      }
      processes[target] = start(target);
      await (target === 'api' ? untilLive(url, processes.api) : untilWorking(databases));
    },
    async storeGoes(where) {
      await closeStore();
      if (where === 'up') store = await openStore(storePort);
      if (where === 'silent') silent = createServer().listen(storePort, '127.0.0.1');
    },
    async addApi(more) {
      const added = await freePort('127.0.0.1');
      const address = `http://127.0.0.1:${added}`;
      const api = startServer(
        { ...environment, PROCESSES: 'api', PORT: String(added), ...more },
        join(folder, `api-${added}.log`),
      );
      others.push(api);
      await untilLive(address, api);
      return { url: address, process: api };
    },
    diedAlone: () => (['api', 'worker'] as const).filter((name) => processes[name].diedAlone),
    async end({ keep } = { keep: false }) {
      await Promise.all([...Object.values(processes), ...others].map((each) => each.end('SIGKILL')));
      await databases.close();
      storage.close();
      await closeStore();
      await postgres.stop();
      if (!keep) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function furnish(
  databases: Databases,
  connectionString: string,
  storage: Parameters<typeof createPerson>[0]['storage'],
) {
  const events = listenToEvents(connectionString, createLogger('silent'));
  const [orgId, datasetId] = [newId(), newId()];
  await databases.system.organization.create({ data: { id: orgId, slug: 'lumen', name: 'Lumen' } });
  await databases.system.dataset.create({ data: { id: datasetId, orgId, slug: 'birds', name: 'Birds' } });
  const alice = await createPerson(
    {
      databases,
      storage,
      limits: defaultLimits,
      events,
      installation: {
        version: '0.0.0',
        demoAccounts: true,
        publicUrl: 'https://vitrine.example',
        identityProvider: null,
        webhooks: { allowsHttp: false, mayReach: () => false },
      },
      attempts: countAttempts(databases.systemPool),
      outbox: [],
    },
    'alice',
    orgId,
    'PUBLISHER',
  );
  await events.close();
  return { alice, datasetId };
}

/** Waits until a worker takes jobs. Such a worker holds a lock. */
async function untilWorking({ system }: Databases): Promise<void> {
  for (let deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    const held = await system.$queryRaw<unknown[]>`
      SELECT FROM pg_stat_activity WHERE application_name = 'vitrine worker lock' AND query LIKE '%pg_advisory_lock%'`;
    if (held.length > 0) return;
  }
  throw new Error('The worker did not start.');
}

async function untilLive(url: string, { child }: ServerProcess): Promise<void> {
  for (let deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    const response = await fetch(`${url}/health/live`).catch(() => null);
    if (response?.ok) return;
    if (child.exitCode !== null) break;
  }
  throw new Error(`The API did not start; it ended with ${child.exitCode ?? 'nothing'}.`);
}
