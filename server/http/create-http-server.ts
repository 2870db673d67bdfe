import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { bugCode } from '#domain/errors.ts';
import { graphiqlPage } from '../graphiql/render-page.ts';
import type { createGraphql } from '../graphql/create-graphql.ts';
import type { IntrospectionPolicy } from '../graphql/restrict-introspection.ts';
import type { Logger } from '../logger.ts';
import type { ContextMaker } from '../make-context.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { answerError } from '../protocol/answers.ts';
import { sendEncoded } from '../protocol/encoded-text.ts';
import { answerOtherMethods, isProgramPath, methods, refuseUnknownPath } from '../protocol/refuse-request.ts';
import { requestOrigin } from '../protocol/request-origin.ts';
import type { Site } from '../site.ts';
import type { AddressLimit } from '../spending/address-limit.ts';
import type { CallerSlots } from '../spending/caller-slots.ts';
import { answerAccessLog } from './answer-access-log.ts';
import { withoutBasePath } from './base-path.ts';
import { allowOrigins } from './cors.ts';
import { handleGraphql } from './handle-graphql.ts';
import { answerLive, answerReady, type Health } from './health.ts';
import { handleOidc, type OidcOptions } from './oidc.ts';
import { securityHeaders, viewerPolicy } from './security-headers.ts';
import { streamEvents } from './stream-events.ts';
import { viewerHandler } from './viewer-handler.ts';

export interface HttpOptions {
  yoga: ReturnType<typeof createGraphql>;
  makeContext: ContextMaker;
  /** Options for signing in with an identity provider, or null if none is configured. */
  oidc: OidcOptions | null;
  health: Health;
  /** Policy that decides who may see the schema and GraphiQL. */
  introspection: IntrospectionPolicy;
  logger: Logger;
  site: Site;
  objectStoreOrigin: string;
  /** The folder of the built viewer. */
  viewerFolder: string;
  /** Origins whose pages may read responses of the API. Empty by default. */
  corsOrigins?: readonly string[];
  /** The header `strict-transport-security` of every response. Null if it is not sent. */
  transportSecurity?: string | null;
  metrics?: Metrics | null;
  /** Limits the streams of events that a caller may have open. */
  eventSlots: CallerSlots;
  patience?: Patience;
  /** Limits what an address may request of the API, before the request is parsed. Null means no limit. */
  addressLimit?: AddressLimit | null;
}

/** Time limits for receiving a request. */
export interface Patience {
  headersMilliseconds: number;
  /** Limit for headers and body together. */
  requestMilliseconds: number;
  /** Interval of the check for requests over the limits. */
  checkMilliseconds: number;
}

const defaultPatience: Patience = {
  headersMilliseconds: 10_000,
  requestMilliseconds: 60_000,
  checkMilliseconds: 2_000,
};
const headerByteLimit = 16_384;

/** Creates the HTTP server of the API: GraphQL, GraphiQL, health, and the viewer. */
export function createHttpServer(options: HttpOptions): Server {
  const { logger, site, patience = defaultPatience } = options;
  const viewer = viewerHandler({
    folder: options.viewerFolder,
    basePath: site.basePath,
    hasGraphiql: options.introspection !== 'nobody',
    contentSecurityPolicy: viewerPolicy(options.objectStoreOrigin),
  });
  const commonHeaders = Object.entries(securityHeaders(options.transportSecurity ?? null));

  async function route(request: IncomingMessage, response: ServerResponse) {
    request.url = withoutBasePath(request.url ?? '/', site.basePath);
    for (const [name, value] of commonHeaders) response.setHeader(name, value);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/graphql') allowOrigins(options.corsOrigins ?? [], request, response);
    if (answerOtherMethods(request, response, methodsOf(path))) return;
    if (path === '/graphql') return handleGraphql(options, request, response);
    if (options.oidc && (await handleOidc(options.oidc, request, response))) return;
    if (path === '/exports/access-log') return answerAccessLog(options, request, response);
    if (path === '/events') return streamEvents(options, request, response);
    if (path === '/health/live') return answerLive(response);
    if (path === '/health/ready') return answerReady(response, options.health);
    if (path === '/graphiql') return sendGraphiql(options, request, response);
    if (isProgramPath(path) && !path.startsWith('/assets/')) return refuseUnknownPath(request, response);
    return viewer(request, response);
  }

  const limits = {
    maxHeaderSize: headerByteLimit,
    headersTimeout: patience.headersMilliseconds,
    requestTimeout: patience.requestMilliseconds,
    connectionsCheckingInterval: patience.checkMilliseconds,
    keepAliveTimeout: 65_000,
  };
  const server = createServer(limits, (request, response) => {
    const started = performance.now();
    route(request, response).catch((error: unknown) => {
      // No response can be sent, because the connection was closed before the request was complete.
      if (request.destroyed && !request.complete) {
        response.destroy();
        return;
      }
      const { requestId } = requestOrigin(request, 0);
      logger.error({ error, requestId }, 'A request failed.');
      if (response.headersSent) response.destroy();
      else answerError(response, 500, { code: bugCode, message: 'Unexpected error.', requestId });
    });
    if (logger.isLevelEnabled('debug')) response.once('finish', () => logAnswer(logger, request, response, started));
  });
  return server;
}

/**
 * Returns the methods that a path accepts. The sign-in callback does not accept HEAD, which would use up the code of
 * the identity provider.
 */
function methodsOf(path: string): readonly string[] {
  if (path === '/graphql') return methods.graphql;
  return path.startsWith('/auth/') ? methods.signIn : methods.reading;
}

function logAnswer(logger: Logger, { method, url }: IncomingMessage, response: ServerResponse, started: number) {
  const { statusCode } = response;
  const requestId = response.getHeader('x-request-id');
  const milliseconds = Math.round(performance.now() - started);
  logger.debug({ method, path: url?.split('?', 1)[0], statusCode, requestId, milliseconds }, 'Answered.');
}

async function sendGraphiql(
  { introspection, makeContext, site }: HttpOptions,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (introspection === 'nobody') {
    refuseUnknownPath(request, response, 'This server does not show its schema.');
    return;
  }
  if (introspection === 'recognised' && !(await makeContext(request, response).hasSession())) {
    response.writeHead(303, { location: `${site.basePath}/login?next=/graphiql`, 'cache-control': 'no-store' }).end();
    return;
  }
  const page = await graphiqlPage(site.basePath);
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('cache-control', 'private, no-cache');
  response.setHeader('content-security-policy', page.contentSecurityPolicy);
  sendEncoded(request, response, page);
}
