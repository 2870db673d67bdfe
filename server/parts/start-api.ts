import { once } from 'node:events';
import { join } from 'node:path';
import type { Databases } from '#database/databases.ts';
import { projectFile } from '#system/project-files.ts';
import { countAttempts } from '../auth/count-attempts.ts';
import { authSettings } from '../auth/settings.ts';
import { defaultCostLimit } from '../environment/default-cost-limit.ts';
import type { Environment } from '../environment.ts';
import { createGraphql } from '../graphql/create-graphql.ts';
import { type Documents, documentFilesIn, readDocuments } from '../graphql/read-documents.ts';
import { closeGently } from '../http/close-gently.ts';
import { createHttpServer } from '../http/create-http-server.ts';
import { strictTransportSecurity } from '../http/security-headers.ts';
import type { Logger } from '../logger.ts';
import { mailSettings } from '../mail/mail-settings.ts';
import { sendMail } from '../mail/send-mail.ts';
import { contextMaker } from '../make-context.ts';
import { measureHttp } from '../metrics/measure-http.ts';
import { checkRequests } from '../readiness/check-requests.ts';
import { createReadiness } from '../readiness/readiness.ts';
import { limitAddresses } from '../spending/address-limit.ts';
import { CallerSlots } from '../spending/caller-slots.ts';
import { type CostBuckets, costBuckets } from '../spending/cost-buckets.ts';
import { sharedLevels } from '../spending/shared-levels.ts';
import type { Foundations } from './foundations.ts';
import type { RunningParts } from './running-parts.ts';

const viewerFolder = projectFile('dist/client');
const clientDocuments = ['sdk/gql', 'python'].map((folder) => projectFile(`${folder}/persisted-documents.json`));

/** Starts the API and the viewer on PORT. */
export async function startApi(parts: RunningParts, foundations: Foundations): Promise<void> {
  const { environment, databases, storage, limits, events, site, metrics, logger, checks } = foundations;
  const auth = authSettings(environment, site, logger);
  const mail = sendMail(mailSettings(environment), logger);
  parts.add({ stop: () => mail.close() });
  const makeContext = contextMaker({
    databases,
    storage,
    limits,
    logger,
    events,
    installation: auth.installation,
    mail,
    attempts: countAttempts(databases.systemPool),
    jwtIssuer: auth.jwtIssuer,
    site,
    trustedProxies: environment.TRUSTED_PROXIES,
  });
  // Hides the schema if clients may send only stored documents, because they do not need it then.
  const introspection = environment.PERSISTED_DOCUMENTS_ONLY ? 'nobody' : environment.INTROSPECTION;
  const buckets = bucketsOf(environment, databases, logger);
  parts.add({ stop: async () => buckets?.close() });
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
    addressLimit: environment.ADDRESS_POINTS_PER_SECOND ? limitAddresses(environment.ADDRESS_POINTS_PER_SECOND) : null,
    oidc: auth.oidc && { ...auth.oidc, makeContext, site },
    health: {
      readiness: createReadiness({ ...checks, requests: checkRequests(databases) }, logger),
      isStopping: () => parts.isStopping,
    },
    logger,
    site,
    objectStoreOrigin: foundations.storageOrigin,
    corsOrigins: environment.CORS_ORIGINS,
    eventSlots: new CallerSlots(environment.MAX_SUBSCRIPTIONS),
    transportSecurity: strictTransportSecurity(site, environment.STRICT_TRANSPORT_SECURITY),
    viewerFolder,
    metrics,
  });
  if (metrics) measureHttp(http, metrics);
  http.listen(environment.PORT, environment.HOST);
  await once(http, 'listening');
  const drainSeconds = environment.DRAIN_SECONDS ?? (environment.NODE_ENV === 'production' ? 5 : 0);
  parts.addEntrance({ stop: () => closeGently(http, { drainSeconds, finishSeconds: 10 }) });
}

function bucketsOf(environment: Environment, { systemPool }: Databases, logger: Logger): CostBuckets | null {
  const size = { capacity: environment.COST_BUCKET_POINTS, perSecond: environment.COST_POINTS_PER_SECOND };
  if (size.capacity === 0) return null;
  return costBuckets({ size, operationLimit: defaultCostLimit, levels: sharedLevels(systemPool, size), logger });
}

/** Returns the documents of the viewer's build, of both SDKs and of the operator. */
function documentsOf({ PERSISTED_DOCUMENTS_DIR: folder }: Environment): Documents {
  const further = folder ? documentFilesIn(folder) : [];
  return readDocuments([join(viewerFolder, 'persisted-documents.json'), ...clientDocuments, ...further]);
}
