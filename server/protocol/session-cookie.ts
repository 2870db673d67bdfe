import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SessionCookies } from '#domain/context.ts';
import type { Site } from '../site.ts';
import { cookieName, readCookie, writeCookie } from './cookies.ts';

/** Kind of a cookie: the session of a user, or the share link that the browser has opened. */
type Kind = 'session' | 'share';

/** Reads the secret in the session cookie of a request, or null. */
export function readSessionCookie(request: IncomingMessage, site: Site): string | null {
  return readCookie(request, cookieName('session' satisfies Kind, site));
}

/** Reads the secret of the share link that the browser has opened, or null. */
export function readShareCookie(request: IncomingMessage, site: Site): string | null {
  return readCookie(request, cookieName('share' satisfies Kind, site));
}

/** Sets and clears the cookies of a response. */
export function sessionCookies(response: ServerResponse, site: Site): SessionCookies {
  const set = (kind: Kind, value: string, expires: Date) => {
    response.appendHeader('set-cookie', writeCookie(kind, site, value, { expires }));
  };
  return {
    setSession: ({ secret, expiresAt }) => set('session', secret, expiresAt),
    clearSession: () => set('session', '', new Date(0)),
    setShareLink: ({ secret, expiresAt }) => set('share', secret, expiresAt),
    clearShareLink: () => set('share', '', new Date(0)),
  };
}
