import type { IncomingMessage } from 'node:http';
import type pg from 'pg';
import type { Context } from '#domain/context.ts';
import { Forbidden, Unauthenticated } from '#domain/errors.ts';
import {
  authenticateSession,
  authenticateShareLink,
  authenticateSubject,
  authenticateToken,
} from '#domain/identity/authenticate.ts';
import { tokenPrefix } from '#domain/identity/create-api-token.ts';
import { sharePrefix } from '#domain/sharing/create-share-link.ts';
import { anonymous, type Viewer } from '#domain/viewer.ts';
import { csrfHeader } from '../csrf-header.ts';
import { readSessionCookie, readShareCookie } from '../protocol/session-cookie.ts';
import type { Site } from '../site.ts';
import type { JwtIssuer } from './jwt-issuer.ts';

/**
 * Header with the secret of a share link. If it is present, all other credentials are ignored. With the value `opened`,
 * the secret is read from the cookie of the share link that the browser has opened. A page of a share link thus shows
 * only the content of the link, also to a user who is signed in.
 */
export const shareHeader = 'x-vitrine-share';
const opened = 'opened';

interface Pieces extends Pick<Context, 'installation'> {
  systemPool: pg.Pool;
  jwtIssuer: JwtIssuer | null;
}

/**
 * Authenticates a request by the first credential found, in this order: bearer token, share link, session cookie,
 * cookie of a share link. Without a credential, the caller is anonymous.
 *
 * Throws for an invalid token or share link. A cookie is accepted only with the CSRF header, and not from a page of
 * another origin.
 */
export async function authenticateRequest(context: Pieces, request: IncomingMessage, site: Site): Promise<Viewer> {
  const { authorization, [shareHeader]: share } = request.headers;
  if (authorization !== undefined) {
    const [, secret] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization) ?? [];
    if (!secret)
      throw new Unauthenticated(
        'The Authorization header has no bearer token. Send the header `Authorization: Bearer <token>`.',
      );
    const viewer = await authenticateBearer(context, secret);
    if (viewer.kind === 'ANONYMOUS')
      throw new Unauthenticated('The token is unknown, expired or revoked. Send a valid token.');
    return viewer;
  }
  const openedLink = readShareCookie(request, site);
  if (share !== undefined && share !== opened) return requireShareLink(context, String(share));
  const secret = readSessionCookie(request, site);
  if (!secret && !openedLink && share === undefined) return anonymous;
  if (request.headers[csrfHeader] === undefined) {
    throw new Forbidden(`A request with a cookie of this site needs the header ${csrfHeader}, with any value.`);
  }
  const { origin } = request.headers;
  if (origin !== undefined && origin !== site.origin && !isLocalAlias(origin, site.origin)) {
    throw new Forbidden('Pages of another origin cannot use this session cookie. Send a token instead.');
  }
  if (share === opened) return requireShareLink(context, openedLink ?? '');
  const person = secret ? await authenticateSession(context, secret) : anonymous;
  return person.kind === 'ANONYMOUS' && openedLink ? authenticateShareLink(context, openedLink) : person;
}

async function requireShareLink(context: Pieces, secret: string): Promise<Viewer> {
  const viewer = await authenticateShareLink(context, secret);
  if (viewer.kind === 'ANONYMOUS')
    throw new Unauthenticated('This share link is unknown, expired or revoked. Ask for a new one.');
  return viewer;
}

/**
 * Authenticates a bearer token. Tokens of Vitrine begin with a fixed prefix. Any other token with two dots is read as a
 * JWT.
 */
async function authenticateBearer(context: Pieces, secret: string): Promise<Viewer> {
  if (secret.startsWith(tokenPrefix)) return authenticateToken(context, secret);
  if (secret.startsWith(sharePrefix)) return authenticateShareLink(context, secret);
  const subject = context.jwtIssuer && secret.split('.').length === 3 ? await context.jwtIssuer.verify(secret) : null;
  if (!subject) return anonymous;
  const viewer = await authenticateSubject(context, subject);
  if (viewer.kind === 'ANONYMOUS') context.jwtIssuer?.refused(subject);
  return viewer;
}

/** Returns whether two origins on this machine differ only in the names `localhost` and `127.0.0.1`. */
function isLocalAlias(origin: string, siteOrigin: string) {
  const local = (value: string) => value.replace(/^http:\/\/(127\.0\.0\.1|\[::1\])(?=:|$)/, 'http://localhost');
  return siteOrigin.startsWith('http://localhost') && local(origin) === local(siteOrigin);
}
