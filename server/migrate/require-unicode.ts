import type { Client } from 'pg';
import { StartRefused } from '../start-refused.ts';

/** Throws if the encoding of the database cannot store every character. Runs before any change to the database. */
export async function requireUnicode(client: Pick<Client, 'query'>): Promise<void> {
  const { rows } = await client.query<{ encoding: string }>(`SELECT current_setting('server_encoding') AS encoding`);
  const encoding = rows[0]?.encoding;
  if (encoding === 'UTF8') return;
  throw new StartRefused(
    `The database of DATABASE_URL has the encoding ${encoding}. Vitrine needs UTF8, and the encoding of a database cannot be changed. Create another one: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
  );
}
