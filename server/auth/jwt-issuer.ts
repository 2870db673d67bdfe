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
  /** The only algorithms that are taken: asymmetric ones, so that a public key can never pass for a shared secret. */
  algorithms: readonly string[];
  /** The `typ` that access tokens have, so that an ID token does not pass for one; null takes any. */
  type: string | null;
  /** How old a token may be, whatever it says of its expiry. */
  maxAgeSeconds: number;
  /** Whether an address counts when the issuer does not say that it is verified. */
  trustsEmail?: boolean;
  /** How long keys are used before they are fetched anew. */
  refreshSeconds?: number;
  /** How long they are used when that fails. */
  staleSeconds?: number;
  cooldownSeconds?: number;
}

/** Whom a token speaks of. */
export interface Subject {
  issuer: string;
  subject: string;
  /** Null unless the issuer has verified the address. */
  verifiedEmail: string | null;
  /** Reason for a missing verified address, or null. */
  emailFault: EmailFault | null;
  scopes: TokenScope[];
}

export interface JwtIssuer {
  /** Whom a JWT speaks of; null when it is not good, for whatever reason. */
  verify(token: string): Promise<Subject | null>;
  /** Logs why a good token opens no account. */
  refused(subject: Subject): void;
}

/**
 * Takes the access tokens of one issuer as bearer tokens. Its keys are fetched when they are first needed and in the
 * background from then on: while the issuer does not answer, the known keys stay good for a day.
 */
export function trustJwtIssuer(options: JwtIssuerOptions, logger: Logger): JwtIssuer {
  const { refreshSeconds = 600, staleSeconds = 86_400, cooldownSeconds = 30 } = options;
  const keys = createRemoteJWKSet(options.jwksUrl, {
    // An unknown key id fetches the keys anew, at most this often: that is how rotation is noticed, and how invented ids
    // are kept from becoming requests to the issuer.
    cooldownDuration: cooldownSeconds * 1_000,
    cacheMaxAge: staleSeconds * 1_000,
  });
  let refreshedAt = 0;
  const sayRefused = oncePerMinute((facts: object) => logger.info(facts, 'A JWT was refused.'));

  function refreshInBackground() {
    const now = Date.now();
    if (keys.jwks() === undefined || now - refreshedAt < refreshSeconds * 1_000) return;
    // Counted when it begins, so that an issuer that is down is not asked by every request.
    refreshedAt = now;
    keys
      .reload()
      .catch((error: unknown) =>
        logger.warn(
          { reason: nameOf(error) },
          'The keys of the JWT issuer could not be fetched; the known ones are used.',
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
          // Not the message: it may repeat a header of the token.
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

/** A token that names none of our scopes may read. */
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

/** Logs each reason once a minute at most, because anybody can send bad tokens. */
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
