import { Client, type QueryResultRow } from 'pg';
import { inject } from 'vitest';

/** Asks the cluster of the tests as its superuser, who sees what everyone's connections are doing. */
export async function asSuperuser<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: inject('adminConnectionString') });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
