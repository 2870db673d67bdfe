import { statSync } from 'node:fs';
import { z } from 'zod';
import { defaultPoolSize } from '#database/pool-size.ts';
import { signedUrlBounds } from '#domain/limits.ts';
import { authContradictions, authSecrets, authVariables } from './environment/auth-variables.ts';
import { databaseName, databaseUrl, databaseUrlOf } from './environment/database-url.ts';
import { defaultCostLimit } from './environment/default-cost-limit.ts';
import { mailSecrets, mailVariables } from './environment/mail-variables.ts';
import { findMeantVariable } from './environment/near-misses.ts';
import { listeningPlaces } from './environment/ports.ts';
import { readSecretFiles } from './environment/secret-files.ts';
import { flag, host, networks, optionalWhole, origins, text, token, url, whole } from './environment/values.ts';
import { findCore } from './media/ffmpeg/find-core.ts';
import { programsAt } from './media/ffmpeg/find-programs.ts';

/**
 * Secrets. Error messages and logs never show their values, and each can be read from a file with `<NAME>_FILE`. All
 * other variables are in `plainVariables`.
 */
const secretVariables = {
  DATABASE_URL: databaseUrl.optional(),
  APP_DATABASE_URL: databaseUrl.optional(),
  DATABASE_PASSWORD: z.string().optional(),
  APP_DATABASE_PASSWORD: z.string().optional(),
  S3_ACCESS_KEY_ID: token(1).optional(),
  S3_SECRET_ACCESS_KEY: token(1).optional(),
  METRICS_TOKEN: token(16).optional(),
  ...authSecrets,
  ...mailSecrets,
};

const plainVariables = {
  NODE_ENV: z
    .enum(['development', 'production', 'test'], { error: 'must be development, production or test' })
    .default('development'),
  HOST: host.default('127.0.0.1'),
  PORT: whole(4000, 0, 65_535),
  PUBLIC_URL: url(['http:', 'https:'], { path: true }).optional(),
  CORS_ORIGINS: origins.default([]),
  STRICT_TRANSPORT_SECURITY: z
    .string()
    .regex(/^(off|max-age=\d{1,10}(; includeSubDomains)?(; preload)?)$/, {
      error: 'must be off, or such as max-age=31536000; includeSubDomains',
    })
    .optional(),
  PROCESSES: z.enum(['all', 'api', 'worker'], { error: 'must be all, api or worker' }).default('all'),
  TRUSTED_PROXIES: whole(0, 0, 10),
  DRAIN_SECONDS: optionalWhole(0, 60),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be trace, debug, info, warn, error or silent',
    })
    .default('info'),
  LOG_FORMAT: z.enum(['json', 'text'], { error: 'must be json or text' }).optional(),
  DATA_DIR: text.default('.data'),
  DEMO: flag(true),
  INTROSPECTION: z
    .enum(['everyone', 'recognised', 'nobody'], { error: 'must be everyone, recognised or nobody' })
    .default('recognised'),
  HEALTH_PORT: whole(0, 0, 65_535),
  METRICS_PORT: whole(0, 0, 65_535),
  METRICS_HOST: host.default('127.0.0.1'),
  PERSISTED_DOCUMENTS_DIR: z.string().refine(isFolder, { error: 'must name a folder' }).optional(),
  PERSISTED_DOCUMENTS_ONLY: flag(false),
  EXECUTION_SECONDS: whole(15, 1, 600),
  STATEMENT_SECONDS: whole(10, 1, 600),
  LOCK_SECONDS: whole(3, 1, 600),
  COST_BUCKET_POINTS: whole(2_500_000, 0, 1_000_000_000),
  COST_POINTS_PER_SECOND: whole(50_000, 1, 1_000_000_000),
  ADDRESS_POINTS_PER_SECOND: whole(10_000, 0, 1_000_000_000),
  MAX_SUBSCRIPTIONS: whole(20, 1, 100_000),
  DATABASE_HOST: host.optional(),
  DATABASE_PORT: whole(5432, 1, 65_535),
  DATABASE_NAME: databaseName.default('vitrine'),
  DATABASE_USER: text.default('vitrine'),
  APP_DATABASE_USER: text.default('vitrine_app_login'),
  DATABASE_POOL_SIZE: whole(defaultPoolSize, 1, 1_000),
  S3_ENDPOINT: url(['http:', 'https:'], { path: true }).optional(),
  S3_PUBLIC_ENDPOINT: url(['http:', 'https:'], { path: true }).optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/i, { error: 'must be the name of a region, such as us-east-1' })
    .default('us-east-1'),
  S3_BUCKET: z
    .string()
    .regex(/^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
      error: 'must be a bucket name of 3 to 63 lower-case letters, digits, dots and hyphens',
    })
    .optional(),
  S3_FORCE_PATH_STYLE: flag(true),
  OBJECT_STORE_PORT: whole(0, 0, 65_535),
  WORKER_CONCURRENCY: whole(2, 1, 100),
  FFMPEG_PATH: text
    .refine(isFfmpeg, {
      error: 'must be the path of an ffmpeg with ffprobe beside it, or npm if @ffmpeg/core is installed',
    })
    .optional(),
  SIGNED_URL_SECONDS: whole(signedUrlBounds.most, signedUrlBounds.least, signedUrlBounds.most),
  UPLOAD_URL_SECONDS: whole(900, 60, 86_400),
  MULTIPART_FROM_BYTES: whole(64 * 1024 ** 2, 5 * 1024 ** 2, 5 * 1024 ** 3),
  INGEST_SESSION_HOURS: whole(24, 1, 720),
  ACCESS_LOG_RETENTION_DAYS: whole(400, 31, 36_500),
  WEBHOOK_ALLOWED_NETWORKS: networks.default([]),
  WEBHOOK_ALLOW_HTTP: flag(false),
  ...authVariables,
  ...mailVariables,
};

/** Every variable that the server reads, with its default. `.env.example` describes each of them. */
const variables = z.object({ ...plainVariables, ...secretVariables });

export type Environment = z.output<typeof variables>;

/** Names of all variables, used to check `.env.example` and the compose file. */
export const variableNames: readonly string[] = Object.keys(variables.shape);

/** Names of the variables that can be read from a file with `<NAME>_FILE`. */
export const secretNames: readonly string[] = Object.keys(secretVariables);

const knownNames = [...variableNames, ...secretNames.map((name) => `${name}_FILE`)];

/** Error for invalid values in the environment. `sentences` has one sentence for each variable. */
export class BadEnvironment extends Error {
  readonly sentences: string[];
  constructor(sentences: string[]) {
    super(`The environment is not usable:\n${sentences.map((sentence) => `  ${sentence}`).join('\n')}`);
    this.name = 'BadEnvironment';
    this.sentences = sentences;
  }
}

/**
 * Reads the environment. Throws `BadEnvironment` with a sentence for each invalid variable. An empty value counts as
 * missing.
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const { values, sentences } = readSecretFiles(source, secretNames);
  sentences.push(...misspeltNames(source));
  const given = Object.fromEntries(
    Object.entries({ ...source, ...values }).filter(([name, value]) => value && name in variables.shape),
  );
  for (const [name, value = ''] of Object.entries(given)) {
    if (!hasControlCharacter(value)) continue;
    sentences.push(`${name} contains a control character, such as a line break.`);
    delete given[name];
  }
  // Contradictions are not checked if a value could not be read, because that value would count as missing.
  const isUnread = sentences.length > 0;
  const read = variables.safeParse(given);
  if (!read.success) sentences.push(...read.error.issues.map((issue) => describe(issue, given)));
  else if (!isUnread) sentences.push(...contradictions(read.data, given));
  if (!read.success || sentences.length > 0) throw new BadEnvironment(sentences);
  return withDatabaseUrls(read.data);
}

function misspeltNames(source: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(source).flatMap((name) => {
    if (!source[name] || knownNames.includes(name)) return [];
    const base = name.replace(/_FILE$/, '');
    if (base !== name && base.length >= 8 && base in plainVariables) {
      return [`${name} is not a variable of Vitrine: only secrets can be read from files. Set ${base} instead.`];
    }
    const meant = findMeantVariable(name, knownNames);
    return meant ? [`${name} is not a variable of Vitrine. Rename it to ${meant}, or remove it.`] : [];
  });
}

/** Adds the URLs of databases that the environment gives in parts. */
function withDatabaseUrls(environment: Environment): Environment {
  const { DATABASE_HOST: host, DATABASE_PORT: port, DATABASE_NAME: name } = environment;
  if (!host) return environment;
  const { DATABASE_USER: user, DATABASE_PASSWORD: password } = environment;
  const { APP_DATABASE_USER: appUser, APP_DATABASE_PASSWORD: appPassword } = environment;
  return {
    ...environment,
    DATABASE_URL: databaseUrlOf({ host, port, name, user, password }),
    ...(appPassword !== undefined && {
      APP_DATABASE_URL: databaseUrlOf({ host, port, name, user: appUser, password: appPassword }),
    }),
  };
}

function contradictions(environment: Environment, given: Readonly<Record<string, unknown>>): string[] {
  const sentences = [...authContradictions(environment), ...databaseContradictions(environment, given)];
  const store = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  const missing = store.filter((name) => environment[name] === undefined);
  if (missing.length > 0 && missing.length < store.length) {
    sentences.push(`${missing.join(' and ')} must be set, because other variables of the object store are.`);
  }
  if (environment.S3_ENDPOINT && missing.length === store.length) {
    sentences.push(`S3_ENDPOINT is set, so ${store.join(', ')} must be set too.`);
  }
  for (const name of ['S3_ENDPOINT', 'S3_PUBLIC_ENDPOINT'] as const) {
    const path = environment[name] ? new URL(environment[name]).pathname.replace(/\/$/, '') : '';
    if (environment.S3_BUCKET && path.endsWith(`/${environment.S3_BUCKET}`)) {
      sentences.push(`${name} must not end with the bucket, which is added from S3_BUCKET.`);
    }
  }
  sentences.push(...sharedPorts(environment));
  const { COST_BUCKET_POINTS: points } = environment;
  if (points > 0 && points < defaultCostLimit) {
    sentences.push(
      `COST_BUCKET_POINTS must be at least ${defaultCostLimit}, which one operation may cost, or 0 for no limit.`,
    );
  }
  if (
    environment.PROCESSES !== 'all' &&
    (!(environment.DATABASE_URL || environment.DATABASE_HOST) || missing.length > 0)
  ) {
    sentences.push(
      'PROCESSES can be api or worker only with a DATABASE_URL (or DATABASE_HOST) and an object store (S3_BUCKET, …) that they share.',
    );
  }
  return sentences;
}

/** Returns one sentence for each pair of services of this process that would listen on the same port. */
function sharedPorts(environment: Environment): string[] {
  const places = listeningPlaces(environment);
  const isAny = (host: string) => host === '0.0.0.0' || host === '::';
  return places.flatMap((a, index) =>
    places
      .slice(index + 1)
      .filter((b) => a.port === b.port)
      .filter((b) => a.host === b.host || isAny(a.host) || isAny(b.host))
      .map((b) => `${a.variable} and ${b.variable} are both ${a.port}. Give each a port of its own.`),
  );
}

/** Checks that the database is given in only one way: by URLs or by its parts. */
function databaseContradictions(environment: Environment, given: Readonly<Record<string, unknown>>): string[] {
  const sentences: string[] = [];
  const { DATABASE_URL, APP_DATABASE_URL, DATABASE_HOST } = environment;
  if (APP_DATABASE_URL && !DATABASE_URL && !DATABASE_HOST) {
    sentences.push('APP_DATABASE_URL is set, so DATABASE_URL must be set too.');
  }
  if (DATABASE_HOST && (DATABASE_URL || APP_DATABASE_URL)) {
    sentences.push('DATABASE_HOST and a URL of the database are both set. Set the URLs or the parts, not both.');
  }
  // DATABASE_PORT is left out, because Kubernetes sets it for a service with the name `database`.
  const parts = ['DATABASE_NAME', 'DATABASE_USER', 'DATABASE_PASSWORD', 'APP_DATABASE_USER', 'APP_DATABASE_PASSWORD'];
  const alone = DATABASE_HOST ? [] : parts.filter((name) => name in given);
  if (alone.length > 0) sentences.push(`${alone.join(' and ')} must be set together with DATABASE_HOST.`);
  return sentences;
}

function isFolder(path: string) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isFfmpeg(setting: string) {
  return setting === 'npm' ? findCore() !== null : programsAt(setting) !== null;
}

function hasControlCharacter(value: string) {
  return /\p{Cc}/u.test(value);
}

/** Returns a sentence about an invalid value. The value of a secret is not shown. */
function describe({ path, message }: z.core.$ZodIssue, given: Readonly<Record<string, string | undefined>>) {
  const name = String(path[0]);
  const value = name in secretVariables ? 'not shown here' : JSON.stringify(given[name]);
  return `${name} ${message}; it is ${value}.`;
}
