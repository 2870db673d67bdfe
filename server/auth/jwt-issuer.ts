import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { EmailFault } from '#domain/identity/sign-in-by-provider.ts';
import { keysOf } from '#formats/keys-of.ts';
import type { TokenScope } from '#prisma/client/enums.ts';
import type { Logger } from '../logger.ts';
import { readEmailClaims } from './read-email-claims.ts';

export interface JwtIssuerOptions {
  issuer: string;
  audience: string;
  jwksUrl: URL;
  /** Accepted algorithms. All are asymmetric, so that no public key is accepted as a shared secret. */
  algorithms: readonly string[];
  /** Required `typ` of access tokens, so that an ID token is not accepted as an access token. Null accepts any type. */
  type: string | null;
  /** Maximum age of a token, even if its expiry is later. */
  maxAgeSeconds: number;
  /** Whether to accept an e-mail address when the issuer does not say whether it is verified. */
  trustsEmail?: boolean;
  /** Time after which keys are fetched again. */
  refreshSeconds?: number;
  /** Time that keys stay valid if fetching them again fails. */
  staleSeconds?: number;
  cooldownSeconds?: number;
}

/** The user that a token identifies. */
export interface Subject {
  issuer: string;
  subject: string;
  /** Verified e-mail address, or null if the issuer has not verified it. */
  verifiedEmail: string | null;
  /** Reason for a missing verified address, or null. */
  emailFault: EmailFault | null;
  scopes: TokenScope[];
}

export interface JwtIssuer {
  /** Returns the user that a JWT identifies, or null if the JWT is invalid for any reason. */
  verify(token: string): Promise<Subject | null>;
  /** Logs why a valid token opens no account. */
  refused(subject: Subject): void;
}

/**
 * Accepts the access tokens of one issuer as bearer tokens. Keys are fetched when they are first needed, and later in
 * the background. If the issuer does not respond, the known keys stay valid for a day.
 */
export function trustJwtIssuer(options: JwtIssuerOptions, logger: Logger): JwtIssuer {
  const { refreshSeconds = 600, staleSeconds = 86_400, cooldownSeconds = 30 } = options;
  const keys = createRemoteJWKSet(options.jwksUrl, {
    // An unknown key id causes a new fetch of the keys, at most this often. That detects rotated keys, and invented ids
    // cannot flood the issuer with requests.
    cooldownDuration: cooldownSeconds * 1_000,
    cacheMaxAge: staleSeconds * 1_000,
  });
  let refreshedAt = 0;
  const sayRefused = oncePerMinute((facts: object) => logger.info(facts, 'A JWT was refused.'));

  function refreshInBackground() {
    const now = Date.now();
    if (keys.jwks() === undefined || now - refreshedAt < refreshSeconds * 1_000) return;
    // Sets the time at the start of the fetch. Otherwise every request would call an issuer that is down.
    refreshedAt = now;
    keys
      .reload()
      .catch((error: unknown) =>
        logger.warn(
          { reason: nameOf(error) },
          'The keys of the JWT issuer could not be fetched. The known keys are used.',
        ),
      );
  }

  return {
    async verify(token) {
      refreshInBackground();
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer: options.issuer,
          audience: options.audience,
          algorithms: [...options.algorithms],
          maxTokenAge: options.maxAgeSeconds,
          clockTolerance: 5,
          requiredClaims: ['exp', 'iat', 'sub'],
          ...(options.type && { typ: options.type }),
        });
        refreshedAt ||= Date.now();
        return subjectOf(payload, options.trustsEmail ?? false);
      } catch (error) {
        if (!(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout) {
          logger.warn({ reason: nameOf(error) }, 'A JWT could not be checked.');
        } else {
          // The error message is not logged, because it may repeat a header of the token.
          const claim = error instanceof errors.JWTClaimValidationFailed ? ` (${error.claim}: ${error.reason})` : '';
          sayRefused({ reason: error.code + claim });
        }
        return null;
      }
    },
    refused({ emailFault }) {
      const reason = emailFault ?? 'NO_SUCH_ACCOUNT';
      sayRefused({ reason: `no account: ${reason}${emailFault === 'CLAIM_MISSING' ? ' (JWT_TRUST_EMAIL)' : ''}` });
    },
  };
}

const scopeNames: Record<TokenScope, string> = {
  READ: 'vitrine:read',
  PUBLISH: 'vitrine:publish',
  ADMIN: 'vitrine:admin',
};

/** Reads the subject of a token. A token that has none of Vitrine's scopes gets read access. */
function subjectOf(payload: JWTPayload, trustsEmail: boolean): Subject {
  const { iss = '', sub = '', scope } = payload;
  const named = typeof scope === 'string' ? scope.split(' ') : [];
  const scopes = keysOf(scopeNames).filter((name) => named.includes(scopeNames[name]));
  return {
    issuer: iss,
    subject: sub,
    ...readEmailClaims(payload, trustsEmail),
    scopes: scopes.length > 0 ? scopes : ['READ'],
  };
}

/** Logs each reason at most once a minute, because anybody can send invalid tokens. */
function oncePerMinute(say: (facts: { reason: string }) => void): (facts: { reason: string }) => void {
  const saidAt = new Map<string, number>();
  return (facts) => {
    const now = Date.now();
    for (const [reason, at] of saidAt) if (now - at >= 60_000) saidAt.delete(reason);
    if (saidAt.has(facts.reason)) return;
    saidAt.set(facts.reason, now);
    say(facts);
  };
}

function nameOf(error: unknown) {
  return error instanceof Error ? error.name : 'unknown';
}
