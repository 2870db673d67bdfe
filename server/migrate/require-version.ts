import type { Client } from 'pg';
import { StartRefused } from '../start-refused.ts';

const minVersion = 15;

/** Throws `OldPostgres` if PostgreSQL is older than the migrations require. Runs before any change to the database. */
export async function requireVersion(client: Pick<Client, 'query'>): Promise<void> {
  const { rows } = await client.query<{ number: string; version: string }>(
    `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version`,
  );
  const [found] = rows;
  if (found && Math.floor(Number(found.number) / 10_000) < minVersion) throw new OldPostgres(found.version);
}

/** Error for a PostgreSQL that lacks features which the migrations use. */
export class OldPostgres extends StartRefused {
  constructor(version: string) {
    super(
      `DATABASE_URL leads to PostgreSQL ${version}. Vitrine needs PostgreSQL ${minVersion} or newer. Upgrade it, or set DATABASE_URL to a newer one.`,
    );
  }
}
