import { z } from 'zod';
import { provisionedRoles } from '#domain/identity/provisioned-roles.ts';
import type { Provision } from '#domain/identity/sign-in-by-provider.ts';
import { slugSyntax } from '#formats/dataset-names.ts';
import { flag, list, text, token, whole } from './values.ts';

const issuerUrl = z.string().refine(isIssuerUrl, {
  error: 'must be a URL that begins with https://, without a user, a password, ? or #',
});

const keyError = 'must be one or more random keys of at least 32 characters, separated by commas';

/** Secrets for signing in and for tokens. */
export const authSecrets = {
  SIGNING_KEYS: list()
    .refine((keys) => keys.length > 0 && keys.every((key) => key.length >= 32), { error: keyError })
    .optional(),
  OIDC_CLIENT_SECRET: token(1).optional(),
};

/** Variables for signing in and for tokens. */
export const authVariables = {
  OIDC_ISSUER: issuerUrl.optional(),
  OIDC_CLIENT_ID: text.optional(),
  OIDC_NAME: text.max(60, { error: 'must have at most 60 characters' }).optional(),
  OIDC_PROVISION: list()
    .refine((rules) => rules.every((rule) => readProvision(rule) !== null), {
      error: `must be rules such as example.com:lumen:VIEWER, separated by commas; the role is one of ${provisionedRoles.join(', ')}`,
    })
    .default([])
    .transform((rules) => rules.map(readProvision).filter((rule) => rule !== null)),
  OIDC_TRUST_EMAIL: flag(false),
  JWT_ISSUER: text.optional(),
  JWT_AUDIENCE: text.optional(),
  JWT_JWKS_URL: issuerUrl.optional(),
  JWT_ALGORITHMS: list()
    .refine((names) => names.length > 0 && names.every((name) => asymmetric.includes(name)), {
      error: `must be some of ${'RS256 PS256 ES256 EdDSA'.replaceAll(' ', ', ')} and their longer variants, separated by commas`,
    })
    .default(['RS256', 'PS256', 'ES256', 'EdDSA']),
  JWT_TYPE: text.default('at+jwt'),
  JWT_MAX_AGE_SECONDS: whole(3_600, 60, 86_400),
  JWT_TRUST_EMAIL: flag(false),
};

const asymmetric = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const provisionPattern = new RegExp(`^([a-z0-9.-]+\\.[a-z]{2,}):(${slugSyntax}):([A-Z]+)$`);

function readProvision(rule: string): Provision | null {
  const [, domain, organization, name] = provisionPattern.exec(rule) ?? [];
  const role = provisionedRoles.find((each) => each === name);
  return domain && organization && role ? { domain, organization, role } : null;
}

function isIssuerUrl(value: string) {
  const url = URL.parse(value);
  if (!url || url.username !== '' || url.password !== '' || /[?#]/.test(value)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url.hostname));
}

function isLocal(hostname: string) {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

interface AuthEnvironment {
  PROCESSES: string;
  SIGNING_KEYS?: string[] | undefined;
  OIDC_ISSUER?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  OIDC_PROVISION: readonly unknown[];
  JWT_ISSUER?: string | undefined;
  JWT_AUDIENCE?: string | undefined;
  JWT_JWKS_URL?: string | undefined;
}

/** Returns one sentence for each conflict between these variables. */
export function authContradictions(environment: AuthEnvironment): string[] {
  const sentences: string[] = [];
  if ((environment.OIDC_ISSUER === undefined) !== (environment.OIDC_CLIENT_ID === undefined)) {
    sentences.push('OIDC_ISSUER and OIDC_CLIENT_ID must be set together.');
  }
  const isProvider = environment.OIDC_ISSUER !== undefined || environment.OIDC_CLIENT_ID !== undefined;
  if (!isProvider && (environment.OIDC_CLIENT_SECRET || environment.OIDC_PROVISION.length > 0)) {
    const name = environment.OIDC_CLIENT_SECRET ? 'OIDC_CLIENT_SECRET' : 'OIDC_PROVISION';
    sentences.push(`${name} is set, so OIDC_ISSUER and OIDC_CLIENT_ID must be set too.`);
  }
  if (environment.OIDC_ISSUER?.includes('/.well-known/')) {
    sentences.push('OIDC_ISSUER must be the issuer itself: the part before /.well-known/, which is added.');
  }
  if (environment.OIDC_ISSUER && environment.PROCESSES === 'api' && !environment.SIGNING_KEYS) {
    sentences.push(
      'SIGNING_KEYS must be set, because one API process may complete a sign-in that another one started.',
    );
  }
  const jwt = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_JWKS_URL'] as const;
  const missing = jwt.filter((name) => environment[name] === undefined);
  if (missing.length > 0 && missing.length < jwt.length) {
    sentences.push(`${missing.join(' and ')} must be set, because other variables of the JWT issuer are.`);
  }
  return sentences;
}
