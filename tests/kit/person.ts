import type { Databases } from '#database/databases.ts';
import { AccessLog } from '#domain/access-log/access-log.ts';
import type { Attempts } from '#domain/attempts.ts';
import type { EventBus } from '#domain/events/event-bus.ts';
import { authenticateSession, authenticateToken } from '#domain/identity/authenticate.ts';
import { openBrowserSession } from '#domain/identity/browser-session.ts';
import { createApiToken } from '#domain/identity/create-api-token.ts';
import { newId } from '#domain/ids.ts';
import type { Installation } from '#domain/installation.ts';
import type { Limits } from '#domain/limits.ts';
import type { Message } from '#domain/mail.ts';
import type { RequestOrigin } from '#domain/request-origin.ts';
import type { Storage } from '#domain/storage.ts';
import { anonymous, everyScope, organizationsOf, type Viewer } from '#domain/viewer.ts';
import type { Role } from '#prisma/client/enums.ts';
import type { RequestContext } from '#server/graphql/arriving-request.ts';
import { createLogger } from '#server/logger.ts';
import { mailTo } from './mail-to.ts';

export interface Surroundings {
  databases: Databases;
  storage: Storage;
  limits: Limits;
  events: EventBus;
  installation: Installation;
  attempts: Attempts;
  /** Sent mail, oldest first. */
  outbox: Message[];
}

/** A user of the API. */
export interface Person {
  name: string;
  userId: string;
  email: string;
  orgId: string;
  role: Role;
  /** A token with every scope, for `Authorization: Bearer`. */
  token: string;
  /** Creates a context for a new request of the user, with the user's current role. */
  context(): Promise<RequestContext>;
  /** Signs the same user in with a browser, in a new session. The browser has no token. */
  inBrowser(): Promise<Browser>;
}

export interface Browser extends Pick<Person, 'name' | 'context'> {
  sessionSecret: string;
}

const origin: RequestOrigin = { requestId: 'test-request', address: '192.0.2.1', userAgent: 'tests' };
const logger = createLogger(process.env['TEST_LOG'] ?? 'silent');

/** Creates a member of an organization, who also has a token. */
export async function createPerson(
  surroundings: Surroundings,
  name: string,
  orgId: string,
  role: Role,
): Promise<Person> {
  const { databases } = surroundings;
  const userId = newId();
  const email = `${name}@${orgId.slice(-12)}.example`;
  await databases.system.user.create({ data: { id: userId, email, name, memberships: { create: { orgId, role } } } });
  const viewer: Viewer = {
    ...anonymous,
    kind: 'PERSON',
    userId,
    memberships: new Map([[orgId, 'OWNER']]),
    scopes: everyScope,
  };
  const { secret } = await createApiToken(
    { db: databases.asMembersOf([orgId]), viewer, accessLog: new AccessLog(viewer, origin) },
    { orgId, name: `${name}'s token`, scopes: [...everyScope] },
  );
  return {
    name,
    userId,
    email,
    orgId,
    role,
    token: secret,
    async context() {
      const recognise = () =>
        authenticateToken({ systemPool: databases.systemPool, installation: surroundings.installation }, secret);
      return contextOf(surroundings, await recognise(), recognise);
    },
    inBrowser: async () => browserOf(surroundings, name, userId),
  };
}

/** Returns a browser in which this user is signed in. */
export async function browserOf(surroundings: Surroundings, name: string, userId: string): Promise<Browser> {
  const { system } = surroundings.databases;
  const { secret } = await openBrowserSession(system, { origin }, userId);
  return {
    name,
    sessionSecret: secret,
    async context() {
      const recognise = () =>
        authenticateSession(
          { systemPool: surroundings.databases.systemPool, installation: surroundings.installation },
          secret,
        );
      return contextOf(surroundings, await recognise(), recognise);
    },
  };
}

/** Creates the context of a request for any viewer. */
export function contextOf(
  { databases, storage, limits, events, installation, attempts, outbox }: Surroundings,
  viewer: Viewer,
  reauthorize: () => Promise<Viewer> = async () => viewer,
): RequestContext {
  return {
    viewer,
    db: databases.asMembersOf(organizationsOf(viewer)),
    system: databases.system,
    storage,
    limits,
    installation,
    attempts,
    mail: mailTo(outbox),
    events,
    reauthorize,
    origin,
    accessLog: new AccessLog(viewer, origin),
    cookies: { setSession() {}, clearSession() {}, setShareLink() {}, clearShareLink() {} },
    logger,
  };
}
