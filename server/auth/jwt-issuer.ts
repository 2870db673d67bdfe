import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { TokenScope } from '#prisma/client/enums.ts';
import type { Logger } from '../logger.ts';

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
  /** Null unless the issuer says that it has verified the address. */
  verifiedEmail: string | null;
  scopes: TokenScope[];
}

export interface JwtIssuer {
  /** Whom a JWT speaks of; null when it is not good, for whatever reason. */
  verify(token: string): Promise<Subject | null>;
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
        return subjectOf(payload);
      } catch (error) {
        if (!(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout) {
          logger.warn({ reason: nameOf(error) }, 'A JWT could not be checked.');
        }
        return null;
      }
    },
  };
}

const scopeNames: Record<TokenScope, string> = {
  READ: 'vitrine:read',
  PUBLISH: 'vitrine:publish',
  ADMIN: 'vitrine:admin',
};

/** A token that names none of our scopes may read. */
function subjectOf({ iss = '', sub = '', email, email_verified: verified, scope }: JWTPayload): Subject {
  const named = typeof scope === 'string' ? scope.split(' ') : [];
  const scopes = (Object.keys(scopeNames) as TokenScope[]).filter((name) => named.includes(scopeNames[name]));
  return {
    issuer: iss,
    subject: sub,
    verifiedEmail: verified === true && typeof email === 'string' ? email.trim().toLowerCase() : null,
    scopes: scopes.length > 0 ? scopes : ['READ'],
  };
}

function nameOf(error: unknown) {
  return error instanceof Error ? error.name : 'unknown';
}
