import { statSync } from 'node:fs';
import { z } from 'zod';
import { defaultPoolSize } from '#prisma/pool-size.ts';
import { authContradictions, authVariables } from './auth/variables.ts';
import { defaultCostLimit } from './graphql/cost.ts';

const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default(fallback ? 'true' : 'false')
    .transform((value) => value === 'true');
const whole = (fallback: number, least: number, most: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int({ error: 'must be a whole number' })
    .min(least, { error: `must be at least ${least}` })
    .max(most, { error: `must be at most ${most}` })
    .default(fallback);
const optionalWhole = (least: number, most: number) => whole(least, least, most).unwrap().optional();
const url = (...protocols: string[]) =>
  z.string().refine((value) => protocols.includes(URL.parse(value)?.protocol ?? ''), {
    error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

/** Every variable the server reads, with its default. `.env.example` says what each is for. */
const variables = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], { error: 'must be development, production or test' })
    .default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(4000, 0, 65_535),
  PUBLIC_URL: url('http:', 'https:').optional(),
  PROCESSES: z.enum(['all', 'api', 'worker'], { error: 'must be all, api or worker' }).default('all'),
  TRUSTED_PROXIES: whole(0, 0, 10),
  DRAIN_SECONDS: optionalWhole(0, 60),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be trace, debug, info, warn, error or silent',
    })
    .default('info'),
  DATA_DIR: z.string().min(1, { error: 'must name a folder' }).default('.data'),
  DEMO: flag(true),
  INTROSPECTION: z
    .enum(['everyone', 'recognised', 'nobody'], { error: 'must be everyone, recognised or nobody' })
    .default('recognised'),
  METRICS_PORT: whole(0, 0, 65_535),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
  PERSISTED_DOCUMENTS_DIR: z.string().refine(isFolder, { error: 'must name a folder' }).optional(),
  PERSISTED_DOCUMENTS_ONLY: flag(false),
  EXECUTION_SECONDS: whole(15, 1, 600),
  STATEMENT_SECONDS: whole(10, 1, 600),
  LOCK_SECONDS: whole(3, 1, 600),
  COST_BUCKET_POINTS: whole(2_500_000, 0, 1_000_000_000),
  COST_POINTS_PER_SECOND: whole(50_000, 1, 1_000_000_000),
  ADDRESS_POINTS_PER_SECOND: whole(10_000, 0, 1_000_000_000),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  APP_DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_POOL_SIZE: whole(defaultPoolSize, 1, 1_000),
  S3_ENDPOINT: url('http:', 'https:').optional(),
  S3_PUBLIC_ENDPOINT: url('http:', 'https:').optional(),
  S3_REGION: z.string().min(1, { error: 'must name a region' }).default('us-east-1'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
      error: 'must be a bucket name of 3 to 63 lower-case letters, digits, dots and hyphens',
    })
    .optional(),
  S3_ACCESS_KEY_ID: z.string().min(1, { error: 'must not be empty' }).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1, { error: 'must not be empty' }).optional(),
  S3_FORCE_PATH_STYLE: flag(true),
  OBJECT_STORE_PORT: whole(0, 0, 65_535),
  WORKER_CONCURRENCY: whole(2, 1, 100),
  SIGNED_URL_SECONDS: whole(300, 60, 300),
  UPLOAD_URL_SECONDS: whole(900, 60, 86_400),
  MULTIPART_FROM_BYTES: whole(64 * 1024 ** 2, 5 * 1024 ** 2, 5 * 1024 ** 3),
  INGEST_SESSION_HOURS: whole(24, 1, 720),
  ACCESS_LOG_RETENTION_DAYS: whole(400, 31, 36_500),
  ...authVariables,
});

export type Environment = z.output<typeof variables>;

/** The names of all variables, for `.env.example` and the compose file to be checked against. */
export const variableNames: readonly string[] = Object.keys(variables.shape);

/** What is wrong with the environment, one sentence for each variable. */
export class BadEnvironment extends Error {
  readonly sentences: string[];
  constructor(sentences: string[]) {
    super(`The environment is not usable:\n${sentences.map((sentence) => `  ${sentence}`).join('\n')}`);
    this.name = 'BadEnvironment';
    this.sentences = sentences;
  }
}

/** Reads the environment, or throws `BadEnvironment` with a sentence for each bad variable. An empty value counts as none. */
export function readEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(
    Object.entries(source).filter(([name, value]) => value !== '' && name in variables.shape),
  );
  const read = variables.safeParse(given);
  const sentences = read.success
    ? contradictions(read.data)
    : read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}; it is ${describe(path[0], given)}.`);
  if (!read.success || sentences.length > 0) throw new BadEnvironment(sentences);
  return read.data;
}

function contradictions(environment: Environment): string[] {
  const sentences = authContradictions(environment);
  if (environment.APP_DATABASE_URL && !environment.DATABASE_URL) {
    sentences.push('APP_DATABASE_URL is set, so that DATABASE_URL must be set as well.');
  }
  const store = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  const missing = store.filter((name) => environment[name] === undefined);
  if (missing.length > 0 && missing.length < store.length) {
    sentences.push(`${missing.join(' and ')} must be set, because other variables of the object store are.`);
  }
  if (environment.S3_ENDPOINT && missing.length === store.length) {
    sentences.push(`S3_ENDPOINT is set, so that ${store.join(', ')} must be set as well.`);
  }
  const { COST_BUCKET_POINTS: points } = environment;
  if (points > 0 && points < defaultCostLimit) {
    sentences.push(
      `COST_BUCKET_POINTS must be at least ${defaultCostLimit}, which one operation may cost, or 0 for no limit.`,
    );
  }
  if (environment.PROCESSES !== 'all' && (!environment.DATABASE_URL || missing.length > 0)) {
    sentences.push(
      'PROCESSES can be api or worker only with a DATABASE_URL and an object store (S3_BUCKET, …) that they share.',
    );
  }
  return sentences;
}

function isFolder(path: string) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function describe(name: PropertyKey | undefined, given: Record<string, string | undefined>) {
  if (typeof name !== 'string') return 'unknown';
  const secret =
    name.includes('SECRET') ||
    name.includes('TOKEN') ||
    name.includes('KEY') ||
    name.endsWith('DATABASE_URL') ||
    name === 'SMTP_URL';
  return secret ? 'not shown here' : JSON.stringify(given[name]);
}
