import type { Databases } from '#database/databases.ts';
import { defaultLimits, type Limits } from '#domain/limits.ts';
import { lockDataFolder } from '#system/data-lock.ts';
import { projectFile } from '#system/project-files.ts';
import { listeningPlaces } from './environment/ports.ts';
import type { Environment } from './environment.ts';
import { listenToEvents } from './events/listen.ts';
import { createDemo, readSamples } from './first-start/create-demo.ts';
import { freePort } from './free-port.ts';
import { localOrigin } from './local-origin.ts';
import type { Logger } from './logger.ts';
import { measureDatabase } from './metrics/measure-database.ts';
import { measureStorage } from './metrics/measure-storage.ts';
import { createMetrics } from './metrics/metrics.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import type { Foundations } from './parts/foundations.ts';
import { RunningParts } from './parts/running-parts.ts';
import { startApi } from './parts/start-api.ts';
import { startDatabases } from './parts/start-databases.ts';
import { startHealth } from './parts/start-health.ts';
import { startJobs } from './parts/start-jobs.ts';
import { startStorage } from './parts/start-storage.ts';
import { startWebhooks } from './parts/start-webhooks.ts';
import { checkDatabase } from './readiness/check-database.ts';
import { checkObjectStore } from './readiness/check-object-store.ts';
import { watchCors } from './readiness/watch-cors.ts';
import { requirePorts } from './require-ports.ts';
import { publicUrl, siteOf } from './site.ts';
import { whenDatabaseAnswers } from './when-database-answers.ts';

export interface Vitrine {
  /** Address under which browsers reach the server. */
  url: string;
  /** Address under which this machine reaches the server. */
  localUrl: string;
  databases: Databases;
  /** Whether this start created the demo's organizations and users. */
  demoCreated: boolean;
  /** Finishes running work, then stops everything that was started. */
  stop(): Promise<void>;
}

export const samplesFolder = projectFile('samples');

/**
 * Starts the parts that the environment selects: the API, the worker, and the embedded services for which the
 * environment gives no replacement.
 */
export async function startVitrine(asked: Environment, logger: Logger): Promise<Vitrine> {
  // Chooses a free port now, because the object store needs the viewer's origin before the viewer starts.
  const environment = asked.PORT === 0 ? { ...asked, PORT: await freePort(asked.HOST) } : asked;
  const runsApi = environment.PROCESSES !== 'worker';
  const runsJobs = environment.PROCESSES !== 'api';
  const parts = new RunningParts();
  const stop = () => parts.stop();

  try {
    const lock = await lockIfEmbedded(parts, environment);
    await requirePorts(listeningPlaces(environment));
    const foundations = await startFoundations(parts, environment, logger);
    const { databases, site } = foundations;
    const demoCreated = await createDemoIfAsked(foundations);

    if (runsApi) {
      await startApi(parts, foundations);
      lock?.announce(publicUrl(site));
    }
    if (runsJobs) {
      const worker = await startJobs(parts, foundations);
      await startWebhooks(parts, foundations);
      if (!runsApi && environment.HEALTH_PORT > 0) await startHealth(parts, foundations, worker);
    }
    await startMetrics(parts, foundations);
    const localUrl = localOrigin(environment.HOST, environment.PORT);
    return { url: publicUrl(site), localUrl, databases, demoCreated, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Locks the data folder if an embedded service keeps its files there. */
async function lockIfEmbedded(parts: RunningParts, environment: Environment) {
  if (environment.DATABASE_URL && environment.S3_BUCKET) return null;
  const lock = await lockDataFolder(environment.DATA_DIR);
  parts.add({ stop: () => lock.release() });
  return lock;
}

/** Starts the services that the API and the worker use. */
async function startFoundations(parts: RunningParts, environment: Environment, logger: Logger): Promise<Foundations> {
  const { connectionString, databases } = await startDatabases(parts, environment, logger);
  const site = siteOf(environment);
  const runsApi = environment.PROCESSES !== 'worker';
  if (runsApi && !site.secure && environment.NODE_ENV === 'production') {
    logger.warn(
      { address: site.origin },
      'PUBLIC_URL does not begin with https:, so session cookies are neither Secure nor __Host-, and passwords, cookies and files are sent unencrypted. Put a proxy with TLS in front, and set PUBLIC_URL to its address.',
    );
  }
  const { s3, directory, origin } = await startStorage(parts, environment, site, logger);
  const metrics = environment.METRICS_PORT > 0 ? createMetrics() : null;
  const limits = limitsOf(environment);
  const events = listenToEvents(connectionString, logger);
  parts.add({ stop: () => events.close() });
  return {
    environment,
    connectionString,
    databases,
    storage: metrics ? measureStorage(s3, metrics) : s3,
    storageOrigin: origin,
    limits,
    events,
    site,
    metrics,
    logger,
    checks: {
      database: checkDatabase(databases.systemPool),
      objectStore: checkObjectStore({
        storage: s3,
        signedUrlSeconds: limits.signedUrlSeconds,
        directory,
        corsFault: runsApi ? watchCors(s3, site.origin, logger) : () => null,
      }),
    },
  };
}

/** Creates the organizations and users of the demo, unless they exist. Returns whether it created them. */
async function createDemoIfAsked({ environment, databases, logger }: Foundations): Promise<boolean> {
  const { DEMO, NODE_ENV, PROCESSES } = environment;
  if (!DEMO || NODE_ENV === 'production' || PROCESSES === 'worker') return false;
  const samples = await readSamples(samplesFolder);
  return whenDatabaseAnswers(() => createDemo(databases.system, samples), logger);
}

async function startMetrics(parts: RunningParts, { environment, metrics, databases, logger }: Foundations) {
  if (!metrics) return;
  measureDatabase(metrics, databases, logger);
  const served = await serveMetrics(metrics, {
    host: environment.METRICS_HOST,
    port: environment.METRICS_PORT,
    token: environment.METRICS_TOKEN ?? null,
  });
  parts.add({ stop: () => served.close() });
}

function limitsOf(environment: Environment): Limits {
  return {
    ...defaultLimits,
    signedUrlSeconds: environment.SIGNED_URL_SECONDS,
    uploadUrlSeconds: environment.UPLOAD_URL_SECONDS,
    singlePutByteSize: environment.MULTIPART_FROM_BYTES,
    ingestSessionHours: environment.INGEST_SESSION_HOURS,
  };
}
