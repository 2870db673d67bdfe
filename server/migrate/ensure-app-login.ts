import { Client } from 'pg';
import { ownerSession } from '#database/session-settings.ts';
import type { Logger } from '../logger.ts';
import { StartRefused } from '../start-refused.ts';
import { takeLock } from '../take-lock.ts';

/**
 * Error for a login in APP_DATABASE_URL that cannot be used for requests. The message tells the operator what to do.
 */
export class UnfitLogin extends StartRefused {
  override readonly name = 'UnfitLogin';

  constructor(login: string, reason: string) {
    super(`APP_DATABASE_URL names the role ${login}, ${reason}`);
  }
}

/** Key of the lock that makes processes prepare the login one after another. */
const lockKey = 72707370;

/**
 * Prepares the login that serves requests. It is a member of the role `vitrine_app` only, so its statements cannot take
 * the role of the owner. Creates the login if it is missing and the owner may create roles. Throws if the login can
 * take any other role.
 */
export async function ensureAppLogin(
  ownerConnectionString: string,
  appConnectionString: string,
  logger?: Logger,
): Promise<void> {
  // Lets the driver parse the URL, because Node cannot parse every URL that the driver accepts.
  const { user: login = '', password } = new Client({ connectionString: appConnectionString });
  const client = new Client({
    connectionString: ownerConnectionString,
    application_name: 'vitrine start',
    options: ownerSession,
  });
  client.on('error', () => {}); // the statement that was running reports it
  await client.connect();
  try {
    // Uses a session lock, because a failed CREATE ROLE would abort a transaction.
    await takeLock(client, lockKey, 'session', { purpose: 'preparing the login of requests', logger });
    const known = await findRole(client, login);
    if (!known) {
      await makeRole(client, login, password ?? '');
    } else if (known.couldBeMore) {
      throw new UnfitLogin(
        login,
        'which is a superuser, bypasses row-level security, or can become the owner of the tables. Use a separate role for requests: CREATE ROLE vitrine_app_login LOGIN NOINHERIT PASSWORD …',
      );
    }
    if (!known?.isMember) await client.query(`GRANT vitrine_app TO ${client.escapeIdentifier(login)}`);
  } finally {
    await client.end();
  }
}

async function findRole(client: Client, login: string) {
  const { rows } = await client.query<{ couldBeMore: boolean; isMember: boolean }>(
    `SELECT rolsuper OR rolbypassrls OR pg_has_role(oid, current_user, 'MEMBER') AS "couldBeMore",
       pg_has_role(oid, 'vitrine_app', 'MEMBER') AS "isMember"
     FROM pg_roles WHERE rolname = $1`,
    [login],
  );
  return rows[0];
}

async function makeRole(client: Client, login: string, password: string) {
  const name = client.escapeIdentifier(login);
  try {
    await client.query(`CREATE ROLE ${name} LOGIN NOINHERIT PASSWORD ${client.escapeLiteral(password)}`);
  } catch (error) {
    // Roles belong to the whole cluster, so a process of another database may have created this one first.
    if (hasState(error, '42710', '23505')) return;
    if (!hasState(error, '42501')) throw error;
    throw new UnfitLogin(
      login,
      `which does not exist, and the role of DATABASE_URL cannot create it. As an administrator run: CREATE ROLE ${name} LOGIN NOINHERIT PASSWORD …`,
    );
  }
}

function hasState(error: unknown, ...states: readonly string[]) {
  return error instanceof Error && 'code' in error && states.includes(String(error.code));
}
