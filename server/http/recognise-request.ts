import type { IncomingMessage } from 'node:http';
import type { Context } from '#domain/context.ts';
import { Forbidden, Unauthenticated } from '#domain/errors.ts';
import { recogniseSession, recogniseToken } from '#domain/identity/recognise.ts';
import { anonymous, type Viewer } from '#domain/viewer.ts';
import { readSessionCookie } from './session-cookie.ts';

export interface Site {
  /** The origin people's browsers know the server by, such as `https://vitrine.example`. */
  origin: string;
  /** Whether that is https. */
  secure: boolean;
}

/** A header that a form or an image of another site cannot send: it proves that our own page, or a program, asks. */
export const csrfHeader = 'x-vitrine-csrf';

/**
 * Who sends a request: by its bearer token, else by its session cookie, else nobody.
 *
 * A token that is sent but no longer good is refused rather than ignored. A cookie counts only together with the CSRF
 * header, and never for a page of another origin.
 */
export async function recogniseRequest(
  context: Pick<Context, 'system'>,
  request: IncomingMessage,
  site: Site,
): Promise<Viewer> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [, secret] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization) ?? [];
    const viewer = secret ? await recogniseToken(context, secret) : anonymous;
    if (viewer.kind === 'ANONYMOUS')
      throw new Unauthenticated('The token is unknown, expired or revoked. Send a valid one.');
    return viewer;
  }
  const secret = readSessionCookie(request, site.secure);
  if (!secret) return anonymous;
  if (request.headers[csrfHeader] === undefined) {
    throw new Forbidden(`A request with a session cookie needs the header ${csrfHeader}, with any value.`);
  }
  const { origin } = request.headers;
  if (origin !== undefined && origin !== site.origin && !isLocalAlias(origin, site.origin)) {
    throw new Forbidden('Pages of another origin may not use the session of this one.');
  }
  return recogniseSession(context, secret);
}

/** On one's own machine, `localhost` and `127.0.0.1` are the same site. */
function isLocalAlias(origin: string, siteOrigin: string) {
  const local = (value: string) => value.replace(/^http:\/\/(127\.0\.0\.1|\[::1\])(?=:|$)/, 'http://localhost');
  return siteOrigin.startsWith('http://localhost') && local(origin) === local(siteOrigin);
}
