import { expect, test } from 'vitest';
import { readEnvironment } from '../environment.ts';
import { settingsWithoutEffect } from './without-effect.ts';

const services = {
  DATABASE_URL: 'postgres://vitrine:x@db/vitrine',
  S3_BUCKET: 'vitrine',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'secret',
};
const provider = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'vitrine' };
const key = 'k'.repeat(40);

type Setting = Record<string, string>;

/** Each setting alone, the settings with which it has an effect, and the reason that is given. */
const pairs: [setting: Setting, remedy: Setting, reason: string][] = [
  [{ HEALTH_PORT: '4001' }, { PROCESSES: 'worker', ...services }, 'a process with the API answers /health on PORT'],
  [{ HEALTH_PORT: '4001', PROCESSES: 'api', ...services }, { PROCESSES: 'worker' }, 'a process with the API answers'],
  [{ OIDC_TRUST_EMAIL: 'true' }, provider, 'needs OIDC_ISSUER'],
  [{ OIDC_NAME: 'Lumen' }, provider, 'needs OIDC_ISSUER'],
  [{ SIGNING_KEYS: key }, provider, 'needs OIDC_ISSUER'],
  ...Object.entries({ TRUST_EMAIL: 'true', TYPE: 'any', ALGORITHMS: 'RS256', MAX_AGE_SECONDS: '60' }).map(
    ([name, value]): [Setting, Setting, string] => [
      { [`JWT_${name}`]: value },
      { JWT_ISSUER: 'i', JWT_AUDIENCE: 'a', JWT_JWKS_URL: 'https://id.example/keys' },
      'needs JWT_ISSUER',
    ],
  ),
  [{ METRICS_HOST: '0.0.0.0' }, { METRICS_PORT: '9090' }, 'needs METRICS_PORT'],
  [{ METRICS_TOKEN: key }, { METRICS_PORT: '9090' }, 'needs METRICS_PORT'],
  [{ MAIL_FROM: 'v@example.com' }, { SMTP_URL: 'smtp://mail.example' }, 'needs SMTP_URL'],
  [{ INTROSPECTION: 'everyone', PERSISTED_DOCUMENTS_ONLY: 'true' }, { PERSISTED_DOCUMENTS_ONLY: 'false' }, 'hides'],
  [{ LOCK_SECONDS: '20' }, { STATEMENT_SECONDS: '30' }, 'STATEMENT_SECONDS is less'],
  [{ COST_POINTS_PER_SECOND: '5', COST_BUCKET_POINTS: '0' }, { COST_BUCKET_POINTS: '5000' }, 'is 0'],
  [{ S3_FORCE_PATH_STYLE: 'false' }, services, 'needs S3_BUCKET'],
  [
    { OBJECT_STORE_PORT: '7070', ...services },
    { S3_BUCKET: '', S3_ACCESS_KEY_ID: '', S3_SECRET_ACCESS_KEY: '' },
    'S3_BUCKET names another store',
  ],
  [{ DATA_DIR: '/data', ...services }, { DATABASE_URL: '' }, 'DATABASE_URL and S3_BUCKET are set'],
  [
    { APP_DATABASE_USER: 'login', DATABASE_HOST: 'db', DATABASE_PASSWORD: 'x' },
    { APP_DATABASE_PASSWORD: 'y' },
    'needs APP_DATABASE_PASSWORD',
  ],
  [
    { STRICT_TRANSPORT_SECURITY: 'max-age=60; includeSubDomains', PUBLIC_URL: 'http://vitrine.example' },
    { PUBLIC_URL: 'https://vitrine.example' },
    'needs a PUBLIC_URL with https:',
  ],
  [{ HOST: '0.0.0.0', PROCESSES: 'worker', ...services }, { HEALTH_PORT: '4001' }, 'needs HEALTH_PORT in a worker'],
];

test.each(pairs)('%j has no effect, and has one with %j', (setting, remedy, reason) => {
  const [name = ''] = Object.keys(setting);
  expect(ignoredOf(setting)).toEqual([expect.stringMatching(new RegExp(`^${name} \\(.*${reason}.*\\)$`))]);
  expect(ignoredOf({ ...setting, ...remedy })).toEqual([]);
});

test('what only the other kind of process reads is told apart, and defaults are not mentioned', () => {
  const shared = { ...services, WORKER_CONCURRENCY: '4', MAX_SUBSCRIPTIONS: '50', METRICS_HOST: '127.0.0.1' };
  expect(found({ ...shared, PROCESSES: 'api' })).toEqual({
    ignored: [],
    elsewhere: ['WORKER_CONCURRENCY (read by the worker alone)'],
  });
  expect(found({ ...shared, PROCESSES: 'worker' })).toEqual({
    ignored: [],
    elsewhere: ['MAX_SUBSCRIPTIONS (read by the API alone)'],
  });
  expect(found({ ...shared })).toEqual({ ignored: [], elsewhere: [] });
});

function found(source: Record<string, string>) {
  return settingsWithoutEffect(readEnvironment(source), readEnvironment({}));
}

function ignoredOf(source: Record<string, string>) {
  return found(source).ignored;
}
