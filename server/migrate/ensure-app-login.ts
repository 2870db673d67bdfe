import { Client } from 'pg';
import { ownerSession } from '#database/session-settings.ts';
import type { Logger } from '../logger.ts';
import { StartRefused } from '../start-refused.ts';
import { takeLock } from '../take-lock.ts';

/** The login of APP_DATABASE_URL cannot be used for requests. The message says what to do. */
export class UnfitLogin extends StartRefused {
  override readonly name = 'UnfitLogin';

  constructor(login: string, reason: string) {
    super(`APP_DATABASE_URL names the role ${login}, ${reason}`);
  }
}

/** Key of the lock under which processes that start at the same time run this one after another. */
const lockKey = 72707370;

/**
 * Makes the login of requests a member of `vitrine_app` and of nothing else, so that its statements cannot become the
 * owner. Creates the login if it is missing and the owner may create roles. Refuses a login that can become any role
 * but `vitrine_app`.
 */
export async function ensureAppLogin(
  ownerConnectionString: string,
  appConnectionString: string,
  logger?: Logger,
): Promise<void> {
  // The driver parses the URL, as for every connection: Node cannot parse every URL that the driver accepts.
  const { user: login = '', password } = new Client({ connectionString: appConnectionString });
  const client = new Client({
    connectionString: ownerConnectionString,
    application_name: 'vitrine start',
    options: ownerSession,
  });
  client.on('error', () => {}); // the statement that was running reports it
  await client.connect();
  try {
    // A lock of the session, because a failure to create the role would end a transaction.
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
    // Roles belong to the cluster: a process of another database may have created it first.
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
