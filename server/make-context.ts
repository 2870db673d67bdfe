import type { IncomingMessage, ServerResponse } from 'node:http';
import { AccessLog } from '#domain/access-log/access-log.ts';
import type { EventBus } from '#domain/events.ts';
import type { Limits } from '#domain/limits.ts';
import type { RequestOrigin } from '#domain/request-origin.ts';
import type { Storage } from '#domain/storage.ts';
import { organizationsOf } from '#domain/viewer.ts';
import type { Databases } from '#prisma/databases.ts';
import type { RequestContext } from './graphql/create-graphql.ts';
import { recogniseRequest, type Site } from './http/recognise-request.ts';
import { requestOrigin } from './http/request-origin.ts';
import { sessionCookies } from './http/session-cookie.ts';
import type { Logger } from './logger.ts';

export interface Services {
  databases: Databases;
  storage: Storage;
  limits: Limits;
  logger: Logger;
  events: EventBus;
  site: Site;
  trustedProxies: number;
}

export type ContextMaker = ReturnType<typeof contextMaker>;

/** Makes the context of each request: who asks, the rows they may see, and where they ask from. */
export function contextMaker({ databases, storage, limits, logger, events, site, trustedProxies }: Services) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const origin: RequestOrigin = requestOrigin(request, trustedProxies);
    const contextFor = async (): Promise<RequestContext> => {
      const recognise = () => recogniseRequest({ system: databases.system }, request, site);
      const viewer = await recognise();
      return {
        viewer,
        db: databases.asMembersOf(organizationsOf(viewer)),
        system: databases.system,
        storage,
        limits,
        events,
        reauthorize: recognise,
        origin,
        accessLog: new AccessLog(viewer, origin),
        cookies: sessionCookies(response, site.secure),
        logger: logger.child({ requestId: origin.requestId }),
      };
    };
    return { origin, contextFor };
  };
}
