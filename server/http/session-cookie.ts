import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SessionCookies } from '#domain/context.ts';

/** What a browser keeps: who is signed in, and the share link it has opened. */
type Kind = 'session' | 'share';

/** `__Host-` pins a cookie to this host over https; on http, which only localhost speaks, browsers refuse that prefix. */
function cookieName(kind: Kind, secure: boolean) {
  return secure ? `__Host-vitrine-${kind}` : `vitrine-${kind}`;
}

/** The secret in the session cookie of a request, or null. */
export function readSessionCookie(request: IncomingMessage, secure: boolean): string | null {
  return readCookie(request, cookieName('session', secure));
}

/** The secret of the share link that the browser has opened, or null. */
export function readShareCookie(request: IncomingMessage, secure: boolean): string | null {
  return readCookie(request, cookieName('share', secure));
}

function readCookie(request: IncomingMessage, name: string): string | null {
  const wanted = `${name}=`;
  const found = (request.headers.cookie ?? '').split(';').find((cookie) => cookie.trim().startsWith(wanted));
  return found?.trim().slice(wanted.length) || null;
}

/** Sets and clears the cookies on an answer. Scripts cannot read them, and other sites cannot send them along. */
export function sessionCookies(response: ServerResponse, secure: boolean): SessionCookies {
  const set = (kind: Kind, value: string, expires: Date) => {
    const attributes = [
      `${cookieName(kind, secure)}=${value}`,
      'Path=/',
      'HttpOnly',
      'SameSite=Lax',
      `Expires=${expires.toUTCString()}`,
    ];
    response.appendHeader('set-cookie', [...attributes, ...(secure ? ['Secure'] : [])].join('; '));
  };
  return {
    setSession: ({ secret, expiresAt }) => set('session', secret, expiresAt),
    clearSession: () => set('session', '', new Date(0)),
    setShareLink: ({ secret, expiresAt }) => set('share', secret, expiresAt),
    clearShareLink: () => set('share', '', new Date(0)),
  };
}
