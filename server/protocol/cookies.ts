import type { IncomingMessage } from 'node:http';
import { parseCookie, type SetCookie, stringifySetCookie } from 'cookie';
import type { Site } from '../site.ts';

/**
 * Returns the name of a cookie. Over https, `__Host-` binds it to this host. Under a path, the name has `__Secure-`
 * instead, because `__Host-` requires the path `/`. Over http, which only localhost uses, browsers refuse both
 * prefixes.
 */
export function cookieName(kind: string, { secure, basePath }: Site): string {
  const prefix = secure ? (basePath ? '__Secure-' : '__Host-') : '';
  return `${prefix}vitrine-${kind}`;
}

/**
 * Writes the value of a Set-Cookie header. Scripts cannot read the cookie, and requests from other sites do not include
 * it.
 */
export function writeCookie(
  kind: string,
  site: Site,
  value: string,
  lifetime: Pick<SetCookie, 'expires' | 'maxAge'>,
): string {
  return stringifySetCookie({
    name: cookieName(kind, site),
    value,
    path: site.basePath || '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: site.secure,
    ...lifetime,
  });
}

/** Reads a cookie of a request. Returns null if it is missing or empty. */
export function readCookie(request: IncomingMessage, name: string): string | null {
  return parseCookie(request.headers.cookie ?? '')[name] || null;
}
