import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Databases } from '#database/databases.ts';
import { AccessLog } from '#domain/access-log/access-log.ts';
import type { Attempts } from '#domain/attempts.ts';
import type { EventBus } from '#domain/events/event-bus.ts';
import { authenticateSession } from '#domain/identity/authenticate.ts';
import type { Installation } from '#domain/installation.ts';
import type { Limits } from '#domain/limits.ts';
import type { Mail } from '#domain/mail.ts';
import type { RequestOrigin } from '#domain/request-origin.ts';
import type { Storage } from '#domain/storage.ts';
import { anonymous, organizationsOf, type Viewer } from '#domain/viewer.ts';
import { authenticateRequest } from './auth/authenticate-request.ts';
import type { JwtIssuer } from './auth/jwt-issuer.ts';
import type { RequestContext } from './graphql/arriving-request.ts';
import { childOnDemand, type Logger } from './logger.ts';
import { requestOrigin } from './protocol/request-origin.ts';
import { readSessionCookie, sessionCookies } from './protocol/session-cookie.ts';
import type { Site } from './site.ts';

export interface Services {
  databases: Databases;
  storage: Storage;
  limits: Limits;
  logger: Logger;
  events: EventBus;
  installation: Installation;
  mail: Mail;
  attempts: Attempts;
  /** The issuer of JWTs that are accepted as bearer tokens, or null if none is configured. */
  jwtIssuer: JwtIssuer | null;
  site: Site;
  trustedProxies: number;
}

export type ContextMaker = ReturnType<typeof contextMaker>;

/** Creates the context of each request: the caller, the rows the caller may see, and the request's origin. */
export function contextMaker(services: Services) {
  const { databases, storage, limits, events, installation, mail, attempts, jwtIssuer, site } = services;
  return (request: IncomingMessage, response: ServerResponse) => {
    const origin: RequestOrigin = requestOrigin(request, services.trustedProxies);
    const logger = childOnDemand(services.logger, { requestId: origin.requestId });
    const setHeader = (name: string, value: string) => void response.setHeader(name, value);
    const whenGone = (leave: () => void) => {
      const closed = () => {
        if (!response.writableFinished) leave();
      };
      if (response.closed) closed();
      response.once('close', closed);
      return () => void response.off('close', closed);
    };
    const recognise = () =>
      authenticateRequest({ systemPool: databases.systemPool, installation, jwtIssuer }, request, site);
    const contextOf = (viewer: Viewer): RequestContext => ({
      viewer,
      db: databases.asMembersOf(organizationsOf(viewer)),
      system: databases.system,
      storage,
      limits,
      installation,
      mail,
      attempts,
      events,
      reauthorize: recognise,
      origin,
      accessLog: new AccessLog(viewer, origin),
      cookies: sessionCookies(response, site),
      logger,
      setHeader,
      whenGone,
    });
    return {
      origin,
      logger,
      setHeader,
      /** Returns whether the browser has a valid session. For pages that look the same for all signed-in users. */
      hasSession: async () => {
        const secret = readSessionCookie(request, site);
        return (
          secret !== null &&
          (await authenticateSession({ systemPool: databases.systemPool, installation }, secret)).kind !== 'ANONYMOUS'
        );
      },
      /** Authenticates the caller. */
      contextFor: async () => contextOf(await recognise()),
      /** Returns a context with an anonymous caller, even if the request has credentials. For sign-in requests. */
      anonymously: () => contextOf(anonymous),
    };
  };
}
