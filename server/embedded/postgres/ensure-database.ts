import { Client } from 'pg';

/**
 * Creates the role that owns the tables, and its database, if they are missing.
 *
 * The role is not a superuser, so row-level security applies to it. It may create roles, as in managed PostgreSQL
 * services.
 */
export async function ensureDatabase(superuserConnectionString: string, password: string): Promise<void> {
  const client = new Client({ connectionString: superuserConnectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'vitrine') AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = 'vitrine') AS database`,
    );
    if (!rows[0]?.role) {
      await client.query(`CREATE ROLE vitrine LOGIN CREATEROLE CREATEDB PASSWORD ${client.escapeLiteral(password)}`);
    }
    if (!rows[0]?.database) await client.query('CREATE DATABASE vitrine OWNER vitrine');
  } finally {
    await client.end();
  }
}
