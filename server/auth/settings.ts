import { randomBytes } from 'node:crypto';
import type { Provision } from '#domain/identity/sign-in-by-provider.ts';
import type { Installation } from '#domain/installation.ts';
import { addressRules } from '#domain/webhooks/address-rules.ts';
import { projectVersion } from '#system/project-files.ts';
import type { Environment } from '../environment.ts';
import type { Logger } from '../logger.ts';
import { publicUrl, type Site } from '../site.ts';
import { type IdentityProviderOptions, identityProvider } from './identity-provider.ts';
import { type JwtIssuer, trustJwtIssuer } from './jwt-issuer.ts';
import { sealedValues } from './sealed-cookie.ts';

/** Returns the sign-in settings of the environment. */
export function authSettings(environment: Environment, site: Site, logger: Logger) {
  const provider = providerOf(environment);
  const installation: Installation = {
    version: projectVersion(),
    demoAccounts: environment.NODE_ENV !== 'production',
    // Computed at each use, because a server on a free port gets its origin only after the start.
    get publicUrl() {
      return publicUrl(site);
    },
    identityProvider: provider && { name: provider.name },
    webhooks: {
      allowsHttp: environment.WEBHOOK_ALLOW_HTTP,
      mayReach: addressRules(environment.WEBHOOK_ALLOWED_NETWORKS),
    },
  };
  return {
    installation,
    jwtIssuer: jwtIssuerOf(environment, logger),
    oidc: provider && {
      provider: identityProvider(provider),
      provisions: environment.OIDC_PROVISION satisfies Provision[],
      // Random keys are enough for a single server. After a restart, sign-ins that are in progress at the provider
      // fail.
      sealed: sealedValues(environment.SIGNING_KEYS ?? [randomBytes(32).toString('base64url')]),
    },
  };
}

function providerOf(environment: Environment): IdentityProviderOptions | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret = null } = environment;
  if (!issuer || !clientId) return null;
  const url = new URL(issuer);
  return {
    issuer: url,
    clientId,
    clientSecret,
    name: environment.OIDC_NAME ?? url.hostname,
    trustsEmail: environment.OIDC_TRUST_EMAIL,
  };
}

function jwtIssuerOf(environment: Environment, logger: Logger): JwtIssuer | null {
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWT_JWKS_URL: jwksUrl } = environment;
  if (!issuer || !audience || !jwksUrl) return null;
  return trustJwtIssuer(
    {
      issuer,
      audience,
      jwksUrl: new URL(jwksUrl),
      algorithms: environment.JWT_ALGORITHMS,
      type: environment.JWT_TYPE === 'any' ? null : environment.JWT_TYPE,
      maxAgeSeconds: environment.JWT_MAX_AGE_SECONDS,
      trustsEmail: environment.JWT_TRUST_EMAIL,
    },
    logger,
  );
}
