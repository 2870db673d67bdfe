import type { IncomingMessage } from 'node:http';
import { parseCookie, type SetCookie, stringifySetCookie } from 'cookie';
import type { Site } from '../site.ts';

/**
 * Returns the name of a cookie. Over https, the prefix `__Host-` binds it to this host. With a base path, the prefix is
 * `__Secure-`, because `__Host-` requires the path `/`. Over http, which only localhost uses, the name has no prefix,
 * because browsers refuse both. /
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
