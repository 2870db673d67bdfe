import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { BadEnvironment, readEnvironment, secretNames, variableNames } from './environment.ts';

test('an empty environment is a working one', () => {
  expect(readEnvironment({})).toMatchObject({ PORT: 4000, PROCESSES: 'all', DATA_DIR: '.data' });
});

test('.env.example lists every variable, and its values are the defaults', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').matchAll(/^([A-Z0-9_]+)=(.*)$/gm);
  const listed = Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
  expect(Object.keys(listed).sort()).toEqual([...variableNames].sort());
  expect(readEnvironment(listed)).toEqual(readEnvironment({}));
});

test('each bad value gets a sentence', () => {
  const read = () => readEnvironment({ PORT: 'http', PROCESSES: 'some', DATABASE_URL: 'mysql://x:secret@y/z' });
  expect(read).toThrow(BadEnvironment);
  expect(read).toThrow(/PORT must be a whole number, written in digits; it is "http"/);
  expect(read).toThrow(/PROCESSES must be all, api or worker; it is "some"/);
  expect(read).toThrow(/DATABASE_URL must be a URL/);
  expect(read).not.toThrow(/secret/);
});

test('half an object store is refused', () => {
  expect(() => readEnvironment({ S3_BUCKET: 'vitrine' })).toThrow(
    /S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set/,
  );
  expect(() => readEnvironment({ S3_ENDPOINT: 'http://store:9000' })).toThrow(/S3_BUCKET, /);
});

test('a worker alone needs what it shares with the API', () => {
  expect(() => readEnvironment({ PROCESSES: 'worker' })).toThrow(/only with a DATABASE_URL/);
});

const encode = /contains characters that must be encoded.*%40.*DATABASE_PASSWORD instead of it; it is not shown here/;
const badValues: [name: string, value: string, sentence: RegExp][] = [
  ...['1e3', '0x10', ' 5 ', '+5', '-1', '5.0', '4_000', '٤', '80,443'].map((value): [string, string, RegExp] => [
    'PORT',
    value,
    /must be a whole number, written in digits/,
  ]),
  ['PORT', '65536', /at most 65535/],
  ['PORT', '99999999999999999999', /whole number/],
  ['TRUSTED_PROXIES', '11', /at most 10/],
  ['FFMPEG_PATH', '/nowhere/ffmpeg', /must be the path of an ffmpeg with ffprobe beside it, or npm/],
  ['DRAIN_SECONDS', '61', /at most 60/],
  ['DRAIN_SECONDS', '5s', /whole number/],
  ['EXECUTION_SECONDS', '0', /at least 1/],
  ['SIGNED_URL_SECONDS', '59', /at least 60/],
  ['MULTIPART_FROM_BYTES', '64MiB', /whole number/],
  ['JWT_MAX_AGE_SECONDS', '1h', /whole number/],
  ['DATABASE_POOL_SIZE', '0', /at least 1/],
  ['COST_BUCKET_POINTS', '1', /must be at least 5000/],
  ...['TRUE', 'yes', '1', 'on', 'True', 'false '].map((value): [string, string, RegExp] => [
    'DEMO',
    value,
    /must be true or false/,
  ]),
  ['S3_FORCE_PATH_STYLE', '0', /must be true or false/],
  ['NODE_ENV', 'prod', /must be development, production or test/],
  ['LOG_LEVEL', 'INFO', /must be trace, debug/],
  ['LOG_FORMAT', 'pretty', /must be json or text/],
  ['INTROSPECTION', 'all', /must be everyone/],
  ...[
    '[::1',
    '::1]',
    'localhost:4000',
    '[::1]:4000',
    'http://localhost',
    '999.1.1.1',
    'a b',
    '127.0.0.1 ',
    '*',
    '10.0.0.0/8',
  ].map((value): [string, string, RegExp] => ['HOST', value, /must be a host name or an IP address, without a port/]),
  ['METRICS_HOST', '0.0.0.0:9090', /host name or an IP address/],
  ['PUBLIC_URL', 'vitrine.example', /must be a URL that begins with http/],
  ['PUBLIC_URL', 'ftp://vitrine.example', /must be a URL that begins with http/],
  ['PUBLIC_URL', 'https://me:pw@vitrine.example', /must not contain a user/],
  ['PUBLIC_URL', 'https://vitrine.example/?a=b', /must not contain \? or #/],
  ['PUBLIC_URL', 'https://', /must be a URL/],
  ['PUBLIC_URL', ' https://vitrine.example', /must not begin or end with a space/],
  ['PUBLIC_URL', 'https://*.vitrine.example', /must name one host/],
  ['PUBLIC_URL', 'https://vitrine.example/a;Domain=example', /only letters, digits and/],
  ['PUBLIC_URL', 'https://vitrine.example/my path', /only letters, digits and/],
  ['PUBLIC_URL', 'https://vitrine.example//x', /must not contain \/\/ in its path/],
  ['PUBLIC_URL', 'https://vitrine.example/x//', /must not contain \/\/ in its path/],
  ...[
    '*',
    'null',
    'lab.example',
    'https://*.lab.example',
    'https://lab.example/',
    'https://lab.example/page',
    'https://LAB.example',
    'https://lab.example:443',
    'ftp://lab.example',
    'https://lab.example, https://other.example/x',
  ].map((value): [string, string, RegExp] => ['CORS_ORIGINS', value, /must consist of exact origins/]),
  ...['true', 'includeSubDomains', 'max-age=31536000, includeSubDomains', 'max-age=1y'].map(
    (value): [string, string, RegExp] => ['STRICT_TRANSPORT_SECURITY', value, /must be off, or such as max-age=/],
  ),
  ['S3_ENDPOINT', 'store:9000', /must be a URL that begins with http/],
  ['S3_ENDPOINT', 'http://key:secret@store', /must not contain a user/],
  ['S3_REGION', 'us east 1', /name of a region/],
  ['S3_BUCKET', 'My_Bucket', /must be a bucket name/],
  ['S3_BUCKET', 'a..b', /must be a bucket name/],
  ['S3_SECRET_ACCESS_KEY', 'with space', /visible ASCII characters, without spaces; it is not shown here/],
  ['METRICS_TOKEN', 'short', /at least 16 characters/],
  ['METRICS_TOKEN', 'sixteen characters and ünicode', /visible ASCII/],
  ['SIGNING_KEYS', 'short,keys', /at least 32 characters/],
  ['DATA_DIR', ' ', /must not begin or end with a space/],
  ['DATA_DIR', 'a\nb', /contains a control character/],
  ['PERSISTED_DOCUMENTS_DIR', '/etc/hosts', /must name a folder/],
  ['DATABASE_URL', 'host=db user=vitrine', /must be a URL that begins with postgres/],
  ['DATABASE_URL', 'mysql://vitrine@db/vitrine', /must be a URL that begins with postgres/],
  ['DATABASE_URL', 'postgres://vitrine:s3cr/et@db/vitrine', encode],
  ['DATABASE_URL', 'postgres://vitrine:123/s3cret@db/vitrine', encode],
  ['DATABASE_URL', 'postgres://vitrine:s3cr#et@db/vitrine', encode],
  ['DATABASE_URL', 'postgres://vitrine:s3cr?et@db/vitrine', encode],
  ['DATABASE_URL', 'postgres://vitrine:s3cr%et@db/vitrine', encode],
  ['DATABASE_URL', 'postgres://vitrine:s3cr%zzet@db/vitrine', encode],
  ['DATABASE_URL', 'postgres://vitrine:s3cr%ffet@db/vitrine', encode],
  ['DATABASE_URL', 'postgres://vitrine:s3cr et@db/vitrine', encode],
  ['DATABASE_URL', 'postgres://vitrine:s3cret@db:port/vitrine', /is not valid|has a host that is not valid/],
  ['DATABASE_URL', 'postgres://vitrine:s3cret@/vitrine', /must name a host|is not a valid URL/],
  ['DATABASE_URL', 'postgres://vitrine:s3cret@db/vitrine#x', /must not contain #/],
  ['DATABASE_URL', 'postgres://vitrine:s3cret@db/vitrine?sslrootcert=/nowhere.pem', /certificate or key file/],
  ['DATABASE_URL', 'postgres://vitrine:s3cret@db/vitrine?options=-c%20jit%3Doff', /must not contain options/],
  [
    'DATABASE_URL',
    'postgres://vitrine:s3cret@db/vitrine?sslmod=require',
    /has the parameter sslmod, which has no meaning/,
  ],
  [
    'DATABASE_URL',
    'postgres://vitrine:s3cret@db/vitrine?sslmode=required',
    /an sslmode that is none of disable, prefer/,
  ],
  ['DATABASE_URL', 'postgres://vitrine:s3cret@db/vitrine?schema=app', /must not contain schema/],
  ['DATABASE_URL', 'postgres://vitrine:s3cret@db/vitrine?statement_timeout=5000', /Set STATEMENT_SECONDS/],
  ['DATABASE_URL', 'postgres://vitrine:p@ss?s3cret@db/vitrine', encode],
  ['DATABASE_URL', 'postgres://vitrine:s3cret@db1,db2/vitrine', /must name one host, not several/],
  ['DATABASE_URL', 'postgres://vitrine:s3cret@db1:5432,db2:5433/vitrine', /must name one host, not several/],
  ['DATABASE_URL', 'postgres://vitrine:s3cret@db:0/vitrine', /must not have the port 0/],
  ['DATABASE_NAME', 'vitrine?ssl=true', /must not contain #, \? or %/],
  ['DATABASE_PORT', '5432/vitrine', /whole number/],
  ['DATABASE_PASSWORD', 'alone', /DATABASE_PASSWORD must be set together with DATABASE_HOST/],
  ['APP_DATABASE_URL', 'postgres://a:b@db/vitrine', /DATABASE_URL must be set too/],
  ['SMTP_URL', 'mail.example:25', /smtp:\/\/ or smtps:\/\//],
  ['SMTP_URL', 'smtp://user:pa/ss@mail.example', /smtp:\/\/ or smtps:\/\//],
  ...['nobody', 'a@b@c', 'Vitrine vitrine@example.com', 'Vitrine <vitrine>', 'a@b.example, c@d.example'].map(
    (value): [string, string, RegExp] => ['MAIL_FROM', value, /must be an address such as/],
  ),
  ['OIDC_ISSUER', 'http://issuer.example', /https:\/\//],
  ['OIDC_ISSUER', 'https://user:pw@issuer.example', /without a user/],
  ['SMTP_URL', 'smtp://mail.example?debug=true', /must not ask for logger or debug/],
  ['OIDC_CLIENT_SECRET', 'secret-alone', /so OIDC_ISSUER and OIDC_CLIENT_ID must be set/],
  ['OIDC_PROVISION', 'example.com:lumen:VIEWER', /so OIDC_ISSUER and OIDC_CLIENT_ID must be set/],
  ['OIDC_PROVISION', 'example.com:lumen:OWNER', /must be rules such as/],
  ['JWT_JWKS_URL', 'file:///keys.json', /https:\/\//],
  ['JWT_ALGORITHMS', 'HS256', /must be some of/],
];

test.each(badValues)('%s=%j is refused with a sentence', (name, value, sentence) => {
  const message = messageOf({ [name]: value });
  expect(message).toMatch(sentence);
  expect(message).toContain(name);
  if (secretNames.includes(name)) expect(message).not.toMatch(/s3cr|et@|pa\/ss|alone|sixteen|with space/);
});

test.each([
  ['[::1]', '::1'],
  ['::1', '::1'],
  ['0.0.0.0', '0.0.0.0'],
  ['vitrine.internal', 'vitrine.internal'],
])('HOST=%s is a host', (value, host) => {
  expect(readEnvironment({ HOST: value }).HOST).toBe(host);
});

// Each of these characters has a meaning in a URL, a shell or PostgreSQL's connection strings.
const passwords = ['@ / # ? % :', 'a\'b"c\\d', 'p%40ss', '$HOME`id`', 'ünï', '[]{}|^~!*()', ' leading and trailing '];

test.each(passwords)('the password %j reaches the driver as it was given in parts', (password) => {
  const { DATABASE_URL, APP_DATABASE_URL } = readEnvironment({
    DATABASE_HOST: '::1',
    DATABASE_USER: 'vitrine/owner@home',
    DATABASE_PASSWORD: password,
    APP_DATABASE_PASSWORD: password,
  });
  const expected = { host: '::1', port: 5432, database: 'vitrine', password };
  expect(new Client({ connectionString: DATABASE_URL })).toMatchObject({ ...expected, user: 'vitrine/owner@home' });
  expect(new Client({ connectionString: APP_DATABASE_URL })).toMatchObject({ ...expected, user: 'vitrine_app_login' });
});

test('a database is given by URLs or by parts, not by both', () => {
  expect(messageOf({ DATABASE_HOST: 'db', DATABASE_URL: 'postgres://db/vitrine' })).toMatch(/not both/);
  expect(readEnvironment({ DATABASE_PORT: '5433' }).DATABASE_URL).toBeUndefined();
});

const acceptable: Record<string, string> = {
  DATABASE_URL: 'postgres://vitrine:x@db/vitrine',
  APP_DATABASE_URL: 'postgres://vitrine_app_login:x@db/vitrine',
  DATABASE_PASSWORD: 'a b',
  APP_DATABASE_PASSWORD: 'a b',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'secret',
  SMTP_URL: 'smtp://mail.example',
};

test.each(secretNames)('%s can be read from a file', (name) => {
  const value = acceptable[name] ?? 'x'.repeat(40);
  const folder = folderWith({ plain: value, broken: `${value}\n`, windows: `${value}\r\n`, empty: '\n' });
  const needed = name.includes('PASSWORD') ? { DATABASE_HOST: 'db' } : { ...storeOf(name), ...othersOf(name) };
  const expected = readEnvironment({ ...needed, [name]: value });
  for (const file of ['plain', 'broken', 'windows']) {
    expect(readEnvironment({ ...needed, [`${name}_FILE`]: join(folder, file) })).toEqual(expected);
  }
  expect(messageOf({ [`${name}_FILE`]: join(folder, 'empty') })).toContain(`${name}_FILE names an empty file`);
  expect(messageOf({ [`${name}_FILE`]: join(folder, 'missing') })).toMatch(/cannot be read \(ENOENT\)/);
  expect(messageOf({ [`${name}_FILE`]: folder })).toMatch(/cannot be read \(EISDIR\)/);
  expect(messageOf({ [name]: value, [`${name}_FILE`]: join(folder, 'plain') })).toMatch(/are both set/);
});

test.each([
  ['TRUSTED_PROXY', 'TRUSTED_PROXIES'],
  ['S3_ACESS_KEY_ID', 'S3_ACCESS_KEY_ID'],
  ['S3_ACCESS_KEY', 'S3_ACCESS_KEY_ID'],
  ['S3_SECRET_KEY', 'S3_SECRET_ACCESS_KEY'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['DATABSE_URL', 'DATABASE_URL'],
  ['DATBASE_URL_FILE', 'DATABASE_URL_FILE'],
  ['database_url', 'DATABASE_URL'],
  ['PUBLIC_URI', 'PUBLIC_URL'],
  ['SMTP_URI', 'SMTP_URL'],
  ['SIGNING_KEY', 'SIGNING_KEYS'],
  ['OIDC_CLIENT_SECRTE', 'OIDC_CLIENT_SECRET'],
  ['JWT_MAX_AGE', 'JWT_MAX_AGE_SECONDS'],
  ['WORKER_CONCURENCY', 'WORKER_CONCURRENCY'],
])('%s is refused, because %s is meant', (name, meant) => {
  expect(messageOf({ [name]: '1' })).toContain(`${name} is not a variable of Vitrine. Rename it to ${meant}`);
});

test('parameters that providers put into a URL are accepted', () => {
  const query = 'sslmode=verify-full&channel_binding=require&connect_timeout=10&pgbouncer=true&schema=public';
  const url = `postgres://vitrine:secret@db/vitrine?${query}`;
  expect(readEnvironment({ DATABASE_URL: url }).DATABASE_URL).toBe(url);
});

test('a file for a variable that is not a secret is refused, and names that variable', () => {
  for (const name of ['PUBLIC_URL', 'DATABASE_USER', 'S3_BUCKET', 'OIDC_CLIENT_ID']) {
    const message = messageOf({ [`${name}_FILE`]: '/run/secrets/value' });
    expect(message).toContain(`${name}_FILE is not a variable of Vitrine: only secrets can be read from files`);
    expect(message).toContain(`Set ${name} instead`);
  }
});

test('a file of a secret with several lines is named, and nothing is called missing because of it', () => {
  const folder = folderWith({ lines: 'postgres://a:b@db/v\nanother\n', marked: '\ufeffpostgres://a:b@db/v\r\n' });
  const store = storeOf('S3_ENDPOINT');
  const message = messageOf({ PROCESSES: 'api', ...store, DATABASE_URL_FILE: join(folder, 'lines') });
  expect(message).toContain('DATABASE_URL_FILE names a file with several lines');
  expect(message).not.toContain('PROCESSES');
  const marked = readEnvironment({ DATABASE_URL_FILE: join(folder, 'marked') });
  expect(marked.DATABASE_URL).toBe('postgres://a:b@db/v');
});

test('two services of one process at one port are refused', () => {
  expect(messageOf({ METRICS_PORT: '4000' })).toContain('PORT and METRICS_PORT are both 4000');
  expect(messageOf({ OBJECT_STORE_PORT: '4000' })).toContain('PORT and OBJECT_STORE_PORT are both 4000');
  expect(messageOf({ METRICS_PORT: '4000', METRICS_HOST: '127.0.0.2' })).toBe('nothing is wrong');
  expect(messageOf({ HEALTH_PORT: '4000' })).toBe('nothing is wrong');
});

test('an endpoint that ends with the bucket, and an issuer with its discovery path, are refused', () => {
  const store = storeOf('S3_ENDPOINT');
  expect(messageOf({ ...store, S3_ENDPOINT: 'http://store:9000/vitrine/' })).toContain('S3_ENDPOINT must not end with');
  expect(messageOf({ ...store, S3_ENDPOINT: 'http://store:9000/storage/s3' })).toBe('nothing is wrong');
  const OIDC_ISSUER = 'https://id.example/.well-known/openid-configuration';
  expect(messageOf({ OIDC_ISSUER, OIDC_CLIENT_ID: 'vitrine' })).toContain('before /.well-known/');
});

test('variables of other programs are no misspellings', () => {
  const others =
    'HOME HOSTNAME HOSTS POST PORTS DEMOS NODE_OPTIONS NODE_PATH PGHOST PGPASSWORD DATABASE_URL_TEST DATABASE_URL_2 API_DATABASE_URL MY_DATABASE_URL DATABASE_SERVICE_HOST DATABASE_SERVICE_PORT DATABASE_PORT_5432_TCP DATABASE_DSN POSTGRES_PASSWORD AWS_SECRET_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_REGION S3_KEY PUBLIC_IP LOG_LEVELS_DIR SMTP_HOST SMTP_PORT MAIL_HOST XDG_DATA_DIRS VITRINE_TOKEN JWT_SECRET OIDC_SCOPE npm_config_cache TERM LANG';
  expect(() => readEnvironment(Object.fromEntries(others.split(' ').map((name) => [name, '1'])))).not.toThrow();
});

function messageOf(source: Record<string, string>): string {
  try {
    readEnvironment(source);
  } catch (error) {
    if (error instanceof BadEnvironment) return error.message;
    throw error;
  }
  return 'nothing is wrong';
}

function storeOf(name: string) {
  if (!name.startsWith('S3_')) return {};
  const all = { S3_BUCKET: 'vitrine', S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'secret' };
  return Object.fromEntries(Object.entries(all).filter(([variable]) => variable !== name));
}

function othersOf(name: string) {
  if (name === 'OIDC_CLIENT_SECRET') return { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'vitrine' };
  return name === 'APP_DATABASE_URL' ? { DATABASE_URL: acceptable['DATABASE_URL']! } : {};
}

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-secrets-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

test('the origins of other pages are a list', () => {
  const CORS_ORIGINS = 'https://lab.example, http://localhost:8888';
  expect(readEnvironment({ CORS_ORIGINS }).CORS_ORIGINS).toEqual(['https://lab.example', 'http://localhost:8888']);
  expect(readEnvironment({}).CORS_ORIGINS).toEqual([]);
});
