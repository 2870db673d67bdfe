import type { ClientBase } from 'pg';
import { StartRefused } from '../start-refused.ts';

/**
 * Creates the role `vitrine_app` if it is missing, and allows the owner of the tables to take it. Roles belong to the
 * cluster and are not part of a dump, so a restored database may lack this role.
 */
export async function ensureAppRole(client: ClientBase): Promise<void> {
  const { rows } = await client.query(`SELECT FROM pg_roles WHERE rolname = 'vitrine_app'`);
  if (rows.length === 0) await create(client);
  if (!(await canBecomeApp(client))) await grant(client);
}

async function create(client: ClientBase) {
  try {
    await client.query('CREATE ROLE vitrine_app NOLOGIN NOINHERIT');
  } catch (error) {
    // A process of another database in the cluster created the role at the same time.
    if (hasCode(error, '42710', '23505')) return;
    throw hasCode(error, '42501') ? new AppRoleMissing('does not exist', error) : error;
  }
}

/**
 * Returns whether the owner can take the role `vitrine_app`. Tries it with SET ROLE, because pg_has_role has different
 * results in PostgreSQL 15 and 16.
 */
async function canBecomeApp(client: ClientBase): Promise<boolean> {
  try {
    await client.query('SET ROLE vitrine_app');
    await client.query('RESET ROLE');
    return true;
  } catch (error) {
    if (hasCode(error, '42501')) return false;
    throw error;
  }
}

async function grant(client: ClientBase) {
  try {
    await client.query('GRANT vitrine_app TO CURRENT_USER');
  } catch (error) {
    // A process of another database in the cluster granted the role at the same time.
    if (hasCode(error, '23505', 'XX000')) return;
    throw hasCode(error, '42501') ? new AppRoleMissing('is not granted to the role of DATABASE_URL', error) : error;
  }
}

/** Error for a role `vitrine_app` that is missing or not granted, if the role of DATABASE_URL may not change that. */
export class AppRoleMissing extends StartRefused {
  constructor(reason: string, cause: unknown) {
    super(
      `The role vitrine_app ${reason}, and the role of DATABASE_URL cannot change that. As an administrator run: CREATE ROLE vitrine_app NOLOGIN NOINHERIT; GRANT vitrine_app TO <role of DATABASE_URL> WITH ADMIN OPTION.`,
      { cause },
    );
  }
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
