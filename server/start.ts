import { once } from 'node:events';
import { join } from 'node:path';
import { connectDatabases, type Databases } from '#database/databases.ts';
import { findPooling } from '#database/find-pooling.ts';
import { defaultLimits, type Limits } from '#domain/limits.ts';
import { enqueue } from '#domain/tasks.ts';
import { lockDataFolder } from '#system/data-lock.ts';
import { projectFile } from '#system/project-files.ts';
import { countAttempts } from './auth/count-attempts.ts';
import { authSettings } from './auth/settings.ts';
import { findDatabase, findObjectStore, originsOf } from './embedded/find-services.ts';
import { defaultCostLimit } from './environment/default-cost-limit.ts';
import { listeningPlaces } from './environment/ports.ts';
import type { Environment } from './environment.ts';
import { listenToEvents } from './events/listen.ts';
import { createDemo, readSamples } from './first-start/create-demo.ts';
import { freePort } from './free-port.ts';
import { createGraphql } from './graphql/create-graphql.ts';
import { type Documents, documentFilesIn, readDocuments } from './graphql/read-documents.ts';
import { closeGently } from './http/close-gently.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { strictTransportSecurity } from './http/security-headers.ts';
import { serveHealth } from './http/serve-health.ts';
import { sweepJobFolders } from './jobs/job-folders.ts';
import type { WorkerOptions } from './jobs/worker.ts';
import { localOrigin } from './local-origin.ts';
import { alwaysHeard, type Logger } from './logger.ts';
import { contextMaker } from './make-context.ts';
import { measureDatabase } from './metrics/measure-database.ts';
import { measureHttp } from './metrics/measure-http.ts';
import { measureJob } from './metrics/measure-jobs.ts';
import { measureStorage } from './metrics/measure-storage.ts';
import { createMetrics } from './metrics/metrics.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { prepareDatabase } from './migrate/prepare-database.ts';
import { requireAppDefaults } from './migrate/require-session-defaults.ts';
import { checkDatabase } from './readiness/check-database.ts';
import { checkObjectStore } from './readiness/check-object-store.ts';
import { checkRequests } from './readiness/check-requests.ts';
import { NotReady } from './readiness/not-ready.ts';
import { createReadiness } from './readiness/readiness.ts';
import { watchCors } from './readiness/watch-cors.ts';
import { requirePorts } from './require-ports.ts';
import { publicUrl, siteOf } from './site.ts';
import { limitAddresses } from './spending/address-limit.ts';
import { type CostBuckets, costBuckets } from './spending/cost-buckets.ts';
import { sharedLevels } from './spending/shared-levels.ts';
import { createS3Storage } from './storage/s3-storage.ts';
import { whenDatabaseAnswers } from './when-database-answers.ts';

export interface Vitrine {
  /** The address at which browsers reach the server. */
  url: string;
  /** The address at which this machine reaches the server. */
  localUrl: string;
  databases: Databases;
  /** Whether this start created the demo's organizations and users. */
  demoCreated: boolean;
  /** Finishes running work, then stops everything that was started. */
  stop(): Promise<void>;
}

const viewerFolder = projectFile('dist/client');
const sdkDocuments = projectFile('sdk/gql/persisted-documents.json');
export const samplesFolder = projectFile('samples');

/**
 * Starts the parts that the environment selects: the API, the worker, and the embedded services unless it names others.
 */
export async function startVitrine(asked: Environment, logger: Logger): Promise<Vitrine> {
  // The object store needs the viewer's origin before the viewer runs.
  const environment = asked.PORT === 0 ? { ...asked, PORT: await freePort(asked.HOST) } : asked;
  // Parts that accept work stop first, while everything that they need still runs.
  const front: (() => Promise<void>)[] = [];
  // Stopped in reverse order: the last started first.
  const endings: (() => Promise<void>)[] = [];
  let stopping = false;
  const stop = async () => {
    stopping = true;
    await Promise.all(front.map((end) => end()));
    for (let end = endings.pop(); end; end = endings.pop()) await end();
  };

  try {
    const embedded = !environment.DATABASE_URL || !environment.S3_BUCKET;
    const lock = embedded ? await lockDataFolder(environment.DATA_DIR) : null;
    if (lock) endings.push(() => lock.release());
    await requirePorts(listeningPlaces(environment));

    const database = await findDatabase(environment);
    endings.push(() => database.stop());
    const { connectionString, appConnectionString } = database.address;
    const { applied, appIsPooled } = await whenDatabaseAnswers(async () => {
      const applied = await prepareDatabase({ connectionString, appConnectionString }, logger);
      const appIsPooled = appConnectionString !== undefined && (await findPooling(appConnectionString)) !== 'none';
      if (appConnectionString) await requireAppDefaults(appConnectionString, appIsPooled);
      return { applied, appIsPooled };
    }, logger);
    if (applied.length > 0) logger.info({ applied }, 'Migrated the database.');
    if (!appConnectionString) {
      logger.warn(
        'Requests log in as the owner of the tables. Set APP_DATABASE_URL to give them a login of their own.',
      );
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
    endings.push(() => databases.close());

    const runsApi = environment.PROCESSES !== 'worker';
    const site = siteOf(environment);
    if (runsApi && !site.secure && environment.NODE_ENV === 'production') {
      logger.warn(
        { address: site.origin },
        'PUBLIC_URL does not begin with https:, so that session cookies are neither Secure nor __Host-, and passwords, cookies and files travel unencrypted. Put a proxy with TLS in front, and set PUBLIC_URL to its address.',
      );
    }
    const store = await findObjectStore(environment, site, logger);
    endings.push(() => store.stop());
    const s3 = createS3Storage(store.address);
    endings.push(async () => s3.close());
    const corsRefusal = await s3.ensureBucket(originsOf(site));
    if (corsRefusal) logger.warn({ error: corsRefusal }, 'The CORS policy of the new bucket could not be set.');
    const metrics = environment.METRICS_PORT > 0 ? createMetrics() : null;
    const storage = metrics ? measureStorage(s3, metrics) : s3;

    const limits = limitsOf(environment);
    const events = listenToEvents(connectionString, logger);
    endings.push(() => events.close());
    const localUrl = localOrigin(environment.HOST, environment.PORT);
    let demoCreated = false;
    if (environment.DEMO && environment.NODE_ENV !== 'production' && runsApi) {
      const samples = await readSamples(samplesFolder);
      demoCreated = await whenDatabaseAnswers(() => createDemo(databases.system, samples), logger);
    }

    const checks = {
      database: checkDatabase(databases.systemPool),
      objectStore: checkObjectStore({
        storage: s3,
        signedUrlSeconds: limits.signedUrlSeconds,
        directory: store.directory,
        corsFault: runsApi ? watchCors(s3, site.origin, logger) : () => null,
      }),
    };
    if (runsApi) {
      const storeUrl = new URL(
        store.address.publicEndpoint ??
          store.address.endpoint ??
          `https://${store.address.bucket}.s3.${store.address.region}.amazonaws.com`,
      );
      const auth = authSettings(environment, site, logger);
      endings.push(() => auth.mail.close());
      const makeContext = contextMaker({
        databases,
        storage,
        limits,
        logger,
        events,
        policy: auth.policy,
        mail: auth.mail,
        attempts: countAttempts(databases.systemPool),
        jwtIssuer: auth.jwtIssuer,
        site,
        trustedProxies: environment.TRUSTED_PROXIES,
      });
      // If clients may not write their own documents, they have no use for the schema.
      const introspection = environment.PERSISTED_DOCUMENTS_ONLY ? 'nobody' : environment.INTROSPECTION;
      const buckets = bucketsOf(environment, databases, logger);
      endings.push(async () => buckets?.close());
      const http = createHttpServer({
        yoga: createGraphql({
          introspection,
          buckets,
          executionMilliseconds: environment.EXECUTION_SECONDS * 1_000,
          documents: documentsOf(environment),
          documentsOnly: environment.PERSISTED_DOCUMENTS_ONLY,
          maxSubscriptions: environment.MAX_SUBSCRIPTIONS,
          metrics,
        }),
        introspection,
        makeContext,
        addressLimit: environment.ADDRESS_POINTS_PER_SECOND
          ? limitAddresses(environment.ADDRESS_POINTS_PER_SECOND)
          : null,
        oidc: auth.oidc && { ...auth.oidc, makeContext, site },
        health: {
          readiness: createReadiness({ ...checks, requests: checkRequests(databases) }, logger),
          isStopping: () => stopping,
        },
        logger,
        site,
        objectStoreOrigin: storeUrl.origin,
        corsOrigins: environment.CORS_ORIGINS,
        transportSecurity: strictTransportSecurity(site, environment.STRICT_TRANSPORT_SECURITY),
        viewerFolder,
        metrics,
      });
      if (metrics) measureHttp(http, metrics);
      http.listen(environment.PORT, environment.HOST);
      await once(http, 'listening');
      lock?.announce(publicUrl(site));
      const drainSeconds = environment.DRAIN_SECONDS ?? (environment.NODE_ENV === 'production' ? 5 : 0);
      front.push(() => closeGently(http, { drainSeconds, finishSeconds: 10 }));
    }

    if (environment.PROCESSES !== 'api') {
      // Loaded only here, so that a process with only the API does not load the libraries for media.
      const { startWorker } = await import('./jobs/worker.ts');
      const { chooseFfmpeg, noFfmpeg } = await import('./media/ffmpeg/choose-ffmpeg.ts');
      const ffmpeg = chooseFfmpeg(environment.FFMPEG_PATH);
      if (ffmpeg !== noFfmpeg) alwaysHeard(logger).info(`Video and audio files are read by ${ffmpeg.name}.`);
      else {
        logger.warn(
          'There is no ffmpeg: films and sounds get no posters, waveforms or durations. Install ffmpeg, or @ffmpeg/core by npm ci, and restart.',
        );
      }
      await sweepJobFolders(logger);
      const options: WorkerOptions = {
        connectionString,
        databases,
        storage,
        limits,
        logger,
        ffmpeg,
        concurrency: environment.WORKER_CONCURRENCY,
        accessLogRetentionDays: environment.ACCESS_LOG_RETENTION_DAYS,
        ...(metrics && { observeJob: (run) => measureJob(metrics, run) }),
      };
      const worker = await whenDatabaseAnswers(() => startWorker(options), logger);
      front.push(() => worker.stop());
      // Until this job is done, content of an older version is searched as in that version.
      await enqueue(databases.system, 'indexWords', {}, { jobKey: 'indexWords' });
      if (!runsApi && environment.HEALTH_PORT > 0) {
        const queue = async () => {
          if (!worker.isWorking()) throw new NotReady('The worker has lost its queue.');
          return null;
        };
        const health = { readiness: createReadiness({ ...checks, queue }, logger), isStopping: () => stopping };
        const served = await serveHealth(health, { host: environment.HOST, port: environment.HEALTH_PORT });
        endings.push(() => served.close());
      }
    }
    if (metrics) {
      measureDatabase(metrics, databases, logger);
      const served = await serveMetrics(metrics, {
        host: environment.METRICS_HOST,
        port: environment.METRICS_PORT,
        token: environment.METRICS_TOKEN ?? null,
      });
      endings.push(() => served.close());
    }
    return { url: publicUrl(site), localUrl, databases, demoCreated, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function bucketsOf(environment: Environment, { systemPool }: Databases, logger: Logger): CostBuckets | null {
  const size = { capacity: environment.COST_BUCKET_POINTS, perSecond: environment.COST_POINTS_PER_SECOND };
  if (size.capacity === 0) return null;
  return costBuckets({ size, operationLimit: defaultCostLimit, levels: sharedLevels(systemPool, size), logger });
}

/** Returns the documents of the viewer, the SDK and the operator. Those of the viewer are from its build. */
function documentsOf({ PERSISTED_DOCUMENTS_DIR: folder }: Environment): Documents {
  const further = folder ? documentFilesIn(folder) : [];
  return readDocuments([join(viewerFolder, 'persisted-documents.json'), sdkDocuments, ...further]);
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
