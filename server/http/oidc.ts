import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '#domain/errors.ts';
import {
  NoAccount,
  type NoAccountReason,
  type Provision,
  signInByProvider,
} from '#domain/identity/sign-in-by-provider.ts';
import { readSitePath } from '#formats/site-path.ts';
import type { IdentityProvider, PendingSignIn } from '../auth/identity-provider.ts';
import type { SealedValues } from '../auth/sealed-cookie.ts';
import type { ContextMaker } from '../make-context.ts';
import { cookieName, readCookie, writeCookie } from '../protocol/cookies.ts';
import { publicUrl, type Site } from '../site.ts';

export interface OidcOptions {
  provider: IdentityProvider;
  provisions: readonly Provision[];
  sealed: SealedValues;
  makeContext: ContextMaker;
  site: Site;
}

/**
 * Messages about a refused sign-in, for the log and for the sign-in page. The page reveals nothing about accounts,
 * because the user's identity is unknown until the provider has verified the address.
 */
const refusals: Record<NoAccountReason, { page: string; log: string }> = {
  NO_EMAIL: { page: 'no-email', log: 'the provider sent no email address. It needs the scope email.' },
  CLAIM_MISSING: {
    page: 'not-verified',
    log: 'the provider does not say whether it has verified the address (email_verified). If it verifies all of them, set OIDC_TRUST_EMAIL=true.',
  },
  NOT_VERIFIED: { page: 'not-verified', log: 'the provider has not verified the address.' },
  NOT_AN_ADDRESS: { page: 'no-email', log: 'the provider sent an invalid email address.' },
  NO_SUCH_ACCOUNT: {
    page: 'no-account',
    log: 'no account has this address, and no rule of OIDC_PROVISION names its domain.',
  },
  OTHER_SUBJECT: {
    page: 'no-account',
    log: 'the account with this address belongs to another subject of the provider.',
  },
  ORGANIZATION_MISSING: { page: 'no-account', log: 'OIDC_PROVISION names an organization that does not exist.' },
  DEMO_ACCOUNT: { page: 'no-account', log: 'accounts of the demo cannot sign in here.' },
};

const startPath = '/auth/oidc/start';
const callbackPath = '/auth/oidc/callback';
const purpose = 'oidc';
const minutesAway = 10;

/**
 * Handles sign-ins with an identity provider. `/auth/oidc/start?to=/o/lumen` redirects the browser to the provider,
 * which redirects it to `/auth/oidc/callback`. State and nonce are in an encrypted cookie, so that any server can
 * complete the sign-in. Returns true if it handled the request.
 */
export async function handleOidc(
  options: OidcOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const address = request.url ?? '/';
  const [path] = address.split('?', 1);
  if (path !== startPath && path !== callbackPath) return false;
  // Parses the URL only for these paths, because other paths such as `//` may be invalid URLs.
  const url = new URL(address, options.site.origin);
  if (path === startPath) await begin(options, url, response, request);
  else await complete(options, url, request, response);
  return true;
}

async function begin(
  { provider, sealed, site, makeContext }: OidcOptions,
  asked: URL,
  response: ServerResponse,
  request: IncomingMessage,
) {
  const { origin, logger } = makeContext(request, response);
  try {
    const { url, pending } = await provider.begin(callbackOf(site));
    const value = await sealed.seal(
      purpose,
      { ...pending, to: readSitePath(asked.searchParams.get('to') ?? '') ?? '/' },
      minutesAway * 60,
    );
    setCookie(response, site, value, minutesAway * 60);
    redirect(response, url.href);
  } catch (error) {
    logger.error({ error, requestId: origin.requestId }, 'The identity provider could not be reached.');
    redirect(response, `${site.basePath}/login?error=provider`);
  }
}

async function complete(options: OidcOptions, returned: URL, request: IncomingMessage, response: ServerResponse) {
  const { provider, provisions, sealed, site, makeContext } = options;
  const { origin, logger, anonymously } = makeContext(request, response);
  const kept = await sealed.open(purpose, readCookie(request, cookieName('oidc', site)) ?? '');
  // Removes the cookie, which is valid for a single callback.
  setCookie(response, site, '', 0);
  if (!kept) return redirect(response, `${site.basePath}/login?error=expired`);
  try {
    // Uses the registered callback URL, because a proxy may have changed the URL of the request.
    const callback = new URL(returned.search, callbackOf(site));
    const identity = await provider.complete(callback, kept as unknown as PendingSignIn);
    const context = anonymously();
    const { session } = await signInByProvider(context, identity, provisions);
    context.cookies.setSession(session);
    redirect(response, site.basePath + (readSitePath(String(kept['to'])) ?? '/'));
  } catch (error) {
    // Logs only the name and the code of the error, because its message may contain tokens.
    const reason = error instanceof Error ? error.name : 'unknown';
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (error instanceof NoAccount) {
      const { requestId } = origin;
      logger.warn({ reason: error.reason, requestId }, `A sign-in was refused: ${refusals[error.reason].log}`);
    } else if (error instanceof DomainError)
      logger.info({ code, requestId: origin.requestId }, 'A sign-in was refused.');
    else logger.warn({ reason, code, requestId: origin.requestId }, 'A sign-in by the identity provider failed.');
    redirect(
      response,
      `${site.basePath}/login?error=${error instanceof NoAccount ? refusals[error.reason].page : 'provider'}`,
    );
  }
}

function callbackOf(site: Site) {
  return publicUrl(site) + callbackPath;
}

function redirect(response: ServerResponse, location: string) {
  response.writeHead(303, { location, 'cache-control': 'no-store' }).end();
}

function setCookie(response: ServerResponse, site: Site, value: string, seconds: number) {
  response.appendHeader('set-cookie', writeCookie('oidc', site, value, { maxAge: seconds }));
}
