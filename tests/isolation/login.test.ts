import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { ensureAppLogin, UnfitLogin } from '#server/migrate/ensure-app-login.ts';
import { asSuperuser } from '#tests/kit/as-superuser.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();

/** Runs a statement as an attacker could after an SQL injection. Returns the error of PostgreSQL. */
async function refusalOf(statement: string): Promise<string> {
  const client = await lab().databases.appPool.connect();
  try {
    await client.query('BEGIN');
    await client.query(statement);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.query('ROLLBACK');
    client.release(true);
  }
}

test('requests act as the role that owns nothing, and log in as another that owns nothing', async () => {
  const { rows } = await lab().databases.appPool.query<object>(
    `SELECT current_user AS acts, session_user AS login,
       (SELECT count(*)::int FROM pg_class WHERE relowner IN (current_user::regrole, session_user::regrole)) AS owned,
       (SELECT count(*)::int FROM pg_auth_members WHERE member = session_user::regrole) AS memberships,
       (SELECT rolsuper OR rolinherit OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = session_user) AS more`,
  );
  expect(rows).toEqual([{ acts: 'vitrine_app', login: 'vitrine_app_login', owned: 0, memberships: 1, more: false }]);
});

test.each([
  'RESET ROLE; SET ROLE vitrine',
  'SET ROLE NONE; SET ROLE vitrine',
  'SET ROLE postgres',
  'SET SESSION AUTHORIZATION vitrine',
  'RESET SESSION AUTHORIZATION; SET ROLE NONE; TABLE session',
  'SET ROLE NONE; TABLE dataset',
  'RESET ROLE; TABLE identity',
  'RESET ROLE; TABLE password_reset',
  'DELETE FROM access_log',
  'ALTER TABLE dataset DISABLE ROW LEVEL SECURITY',
  'DROP POLICY tenant ON dataset',
  'CREATE TABLE mine ()',
  'GRANT vitrine TO vitrine_app_login',
  'ALTER ROLE vitrine_app_login SUPERUSER',
  "COPY dataset TO PROGRAM 'cat'",
])('no statement of a request gets further: %s', async (statement) => {
  expect(await refusalOf(statement)).toMatch(/permission denied|must be owner|must be member/);
});

/** Returns a new login for a test. */
function newLogin(connectionString = lab().connectionString) {
  const url = new URL(connectionString);
  url.username = `login_${randomBytes(6).toString('hex')}`;
  url.password = 'p@ss/word';
  onTestFinished(async () => {
    await asSuperuser(`DROP ROLE IF EXISTS ${url.username}`);
  });
  return { login: url.username, address: url.href };
}

test('the login is made where it is missing, by one of several that start at once', async () => {
  const { login, address } = newLogin();
  await Promise.all(Array.from({ length: 5 }, () => ensureAppLogin(lab().connectionString, address)));
  const client = new Client({ connectionString: address, options: '-c role=vitrine_app' });
  await client.connect();
  const { rows } = await client.query<object>('SELECT current_user AS acts, session_user AS login');
  await client.end();
  expect(rows).toEqual([{ acts: 'vitrine_app', login }]);
});

test('the login is read as the driver reads it: from a URL without a host, too', async () => {
  const { login, address } = newLogin();
  const { hostname, port, pathname, password } = new URL(address);
  await ensureAppLogin(
    lab().connectionString,
    `postgres://${login}:${password}@${pathname}?host=${hostname}&port=${port}`,
  );
  const client = new Client({ connectionString: address });
  await client.connect();
  await client.end();
});

test('only a missing right is told as one', async () => {
  const { address } = newLogin();
  const unusable = new URL(address);
  unusable.username = 'pg_login'; // PostgreSQL reserves this prefix
  await expect(ensureAppLogin(lab().connectionString, unusable.href)).rejects.toMatchObject({ code: '42939' });
});

test('a login that could be more than that is refused', async () => {
  await expect(ensureAppLogin(lab().connectionString, lab().connectionString)).rejects.toThrow(UnfitLogin);
  await expect(ensureAppLogin(lab().connectionString, inject('adminConnectionString'))).rejects.toThrow('superuser');
  const { login, address } = newLogin();
  await asSuperuser(`CREATE ROLE ${login} LOGIN; GRANT vitrine TO ${login}`);
  await expect(ensureAppLogin(lab().connectionString, address)).rejects.toThrow(/can become the owner/);
});
