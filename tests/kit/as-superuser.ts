import { Client, type QueryResultRow } from 'pg';
import { inject } from 'vitest';

/** Sends a query to the test cluster as its superuser, who can see the activity of all connections. */
export async function asSuperuser<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: inject('adminConnectionString') });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
