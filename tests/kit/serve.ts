import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createGraphql, type GraphqlOptions } from '#server/graphql/create-graphql.ts';
import { createHttpServer, type Patience } from '#server/http/create-http-server.ts';
import type { OidcOptions } from '#server/http/oidc.ts';
import { createLogger, type Logger } from '#server/logger.ts';
import { contextMaker, type Services } from '#server/make-context.ts';
import { measureHttp } from '#server/metrics/measure-http.ts';
import { createReadiness } from '#server/readiness/readiness.ts';
import type { Site } from '#server/site.ts';
import type { AddressLimit } from '#server/spending/address-limit.ts';
import { CallerSlots } from '#server/spending/caller-slots.ts';
import { mailTo } from './mail-to.ts';
import type { Surroundings } from './person.ts';

export interface Served {
  url: string;
  site: Site;
  stop: () => Promise<void>;
}

export interface ServeOptions extends Partial<Services> {
  oidc?: Omit<OidcOptions, 'makeContext' | 'site'>;
  logger?: Logger;
  graphql?: GraphqlOptions;
  patience?: Patience;
  addressLimit?: AddressLimit;
  viewerFolder?: string;
  basePath?: string;
  corsOrigins?: readonly string[];
}

/** Starts the HTTP server of the API for a world, on a free port of this machine. */
export async function serve(
  surroundings: Surroundings,
  { oidc, graphql, patience, addressLimit, viewerFolder, basePath, corsOrigins, ...options }: ServeOptions = {},
): Promise<Served> {
  const { databases, storage, limits, events, installation, attempts, outbox } = surroundings;
  const logger = options.logger ?? createLogger('silent');
  const site: Site = { origin: '', secure: false, basePath: basePath ?? '' };
  const makeContext = contextMaker({
    databases,
    storage,
    limits,
    events,
    installation,
    attempts,
    mail: mailTo(outbox),
    jwtIssuer: null,
    trustedProxies: 0,
    ...options,
    logger,
    site,
  });
  const server = createHttpServer({
    yoga: createGraphql(graphql),
    makeContext,
    introspection: 'recognised',
    oidc: oidc ? { ...oidc, makeContext, site } : null,
    health: { readiness: createReadiness({}, logger), isStopping: () => false },
    logger,
    site,
    objectStoreOrigin: 'http://localhost',
    viewerFolder: viewerFolder ?? '/nonexistent',
    eventSlots: new CallerSlots(20),
    ...(corsOrigins && { corsOrigins }),
    metrics: graphql?.metrics ?? null,
    ...(patience && { patience }),
    ...(addressLimit && { addressLimit }),
  });
  if (graphql?.metrics) measureHttp(server, graphql.metrics);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  site.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url: site.origin,
    site,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
