import type { Environment } from '../environment.ts';

/** Kind of process that reads a variable which this process does not read. */
interface Elsewhere {
  readBy: 'API' | 'worker';
}

/** A reason why a variable has no effect, or null if it has one. */
type Reason = (environment: Environment) => string | Elsewhere | null;

const always: Reason = () => null;

/** Variables that only a process with the API reads. */
const api: Reason = ({ PROCESSES }) => (PROCESSES === 'worker' ? { readBy: 'API' } : null);
const worker: Reason = ({ PROCESSES }) => (PROCESSES === 'api' ? { readBy: 'worker' } : null);

/** Returns a function that returns the first reason that applies. */
const first =
  (...reasons: Reason[]): Reason =>
  (environment) => {
    for (const reason of reasons) {
      const found = reason(environment);
      if (found !== null) return found;
    }
    return null;
  };

const unless =
  (name: keyof Environment, reason = `needs ${name}`): Reason =>
  (environment) =>
    environment[name] ? null : reason;

const withOwnStore: Reason = ({ S3_BUCKET }) => (S3_BUCKET ? 'S3_BUCKET names another store' : null);
const withOwnServices: Reason = ({ DATABASE_URL, S3_BUCKET }) =>
  DATABASE_URL && S3_BUCKET ? 'DATABASE_URL and S3_BUCKET are set' : null;
const inApi: Reason = ({ PROCESSES }) =>
  PROCESSES === 'worker' ? null : 'a process with the API answers /health on PORT';

/**
 * Conditions under which a variable has no effect because of another variable. Contradictions are errors and are
 * reported elsewhere.
 */
const reasons: Record<keyof Environment, Reason> = {
  NODE_ENV: always,
  HOST: ({ PROCESSES, HEALTH_PORT }) =>
    PROCESSES === 'worker' && HEALTH_PORT === 0 ? 'needs HEALTH_PORT in a worker' : null,
  PORT: api,
  PUBLIC_URL: always,
  CORS_ORIGINS: api,
  STRICT_TRANSPORT_SECURITY: first(api, ({ PUBLIC_URL }) =>
    PUBLIC_URL?.startsWith('https:') ? null : 'needs a PUBLIC_URL with https:',
  ),
  PROCESSES: always,
  TRUSTED_PROXIES: api,
  DRAIN_SECONDS: api,
  LOG_LEVEL: always,
  LOG_FORMAT: always,
  DATA_DIR: withOwnServices,
  DEMO: api,
  INTROSPECTION: first(api, ({ PERSISTED_DOCUMENTS_ONLY }) =>
    PERSISTED_DOCUMENTS_ONLY ? 'PERSISTED_DOCUMENTS_ONLY hides the schema' : null,
  ),
  HEALTH_PORT: inApi,
  METRICS_PORT: always,
  METRICS_HOST: unless('METRICS_PORT'),
  METRICS_TOKEN: unless('METRICS_PORT'),
  PERSISTED_DOCUMENTS_DIR: api,
  PERSISTED_DOCUMENTS_ONLY: api,
  EXECUTION_SECONDS: api,
  STATEMENT_SECONDS: always,
  LOCK_SECONDS: ({ LOCK_SECONDS, STATEMENT_SECONDS }) =>
    LOCK_SECONDS > STATEMENT_SECONDS ? 'STATEMENT_SECONDS is less and ends the statement first' : null,
  COST_BUCKET_POINTS: api,
  COST_POINTS_PER_SECOND: first(api, unless('COST_BUCKET_POINTS', 'COST_BUCKET_POINTS is 0')),
  ADDRESS_POINTS_PER_SECOND: api,
  MAX_SUBSCRIPTIONS: api,
  DATABASE_URL: always,
  APP_DATABASE_URL: always,
  DATABASE_HOST: always,
  // Kubernetes sets DATABASE_PORT for a service with the name `database`, without a decision of the operator.
  DATABASE_PORT: always,
  DATABASE_NAME: always,
  DATABASE_USER: always,
  DATABASE_PASSWORD: always,
  APP_DATABASE_USER: unless('APP_DATABASE_URL', 'needs APP_DATABASE_PASSWORD'),
  APP_DATABASE_PASSWORD: always,
  DATABASE_POOL_SIZE: always,
  S3_ENDPOINT: always,
  S3_PUBLIC_ENDPOINT: api,
  S3_REGION: always,
  S3_BUCKET: always,
  S3_ACCESS_KEY_ID: always,
  S3_SECRET_ACCESS_KEY: always,
  S3_FORCE_PATH_STYLE: unless('S3_BUCKET'),
  OBJECT_STORE_PORT: withOwnStore,
  WORKER_CONCURRENCY: worker,
  FFMPEG_PATH: worker,
  SIGNED_URL_SECONDS: always,
  UPLOAD_URL_SECONDS: api,
  MULTIPART_FROM_BYTES: api,
  INGEST_SESSION_HOURS: always,
  ACCESS_LOG_RETENTION_DAYS: worker,
  WEBHOOK_ALLOWED_NETWORKS: always,
  WEBHOOK_ALLOW_HTTP: always,
  SIGNING_KEYS: first(api, unless('OIDC_ISSUER')),
  SMTP_URL: always,
  MAIL_FROM: unless('SMTP_URL'),
  OIDC_ISSUER: api,
  OIDC_CLIENT_ID: api,
  OIDC_CLIENT_SECRET: api,
  OIDC_NAME: first(api, unless('OIDC_ISSUER')),
  OIDC_PROVISION: api,
  OIDC_TRUST_EMAIL: first(api, unless('OIDC_ISSUER')),
  JWT_ISSUER: api,
  JWT_AUDIENCE: api,
  JWT_JWKS_URL: api,
  JWT_ALGORITHMS: first(api, unless('JWT_ISSUER')),
  JWT_TYPE: first(api, unless('JWT_ISSUER')),
  JWT_MAX_AGE_SECONDS: first(api, unless('JWT_ISSUER')),
  JWT_TRUST_EMAIL: first(api, unless('JWT_ISSUER')),
};

export interface WithoutEffect {
  /** Settings that are read by no process with this environment, each with the reason. */
  ignored: string[];
  /**
   * Settings that only the other kind of process reads. They are expected if the API and the worker share an
   * environment.
   */
  elsewhere: string[];
}

/**
 * Returns the settings that differ from their defaults and have no effect because of another setting, each as `NAME
 * (reason)`.
 */
export function settingsWithoutEffect(environment: Environment, defaults: Environment): WithoutEffect {
  const ignored: string[] = [];
  const elsewhere: string[] = [];
  for (const name of Object.keys(reasons) as (keyof Environment)[]) {
    if (JSON.stringify(environment[name]) === JSON.stringify(defaults[name])) continue;
    const reason = reasons[name](environment);
    if (reason === null) continue;
    if (typeof reason === 'string') ignored.push(`${name} (${reason})`);
    else elsewhere.push(`${name} (read by the ${reason.readBy} alone)`);
  }
  return { ignored, elsewhere };
}
