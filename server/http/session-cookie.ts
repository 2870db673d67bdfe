import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SessionCookies } from '#domain/context.ts';

/** `__Host-` pins a cookie to this host over https; on http, which only localhost speaks, browsers refuse that prefix. */
function cookieName(secure: boolean) {
  return secure ? '__Host-vitrine-session' : 'vitrine-session';
}

/** The secret in the session cookie of a request, or null. */
export function readSessionCookie(request: IncomingMessage, secure: boolean): string | null {
  const wanted = `${cookieName(secure)}=`;
  const found = (request.headers.cookie ?? '').split(';').find((cookie) => cookie.trim().startsWith(wanted));
  return found?.trim().slice(wanted.length) || null;
}

/** Sets and clears the session cookie on an answer. Scripts cannot read it, and other sites cannot send it along. */
export function sessionCookies(response: ServerResponse, secure: boolean): SessionCookies {
  const set = (value: string, expires: Date) => {
    const attributes = [
      `${cookieName(secure)}=${value}`,
      'Path=/',
      'HttpOnly',
      'SameSite=Lax',
      `Expires=${expires.toUTCString()}`,
    ];
    response.appendHeader('set-cookie', [...attributes, ...(secure ? ['Secure'] : [])].join('; '));
  };
  return {
    setSession: ({ secret, expiresAt }) => set(secret, expiresAt),
    clearSession: () => set('', new Date(0)),
  };
}
