import { Client } from 'pg';
import { cpuSecondsOf } from './cpu-seconds.ts';
import type { Scene } from './scene.ts';

const tables = ['item', 'item_asset', 'item_tag'] as const;

/**
 * Measures the time that PostgreSQL needs to load the rows of a revision without Vitrine. Uses COPY from files on its
 * disk, into tables with the same columns, indexes, checks and foreign keys.
 */
export async function copyRows(
  { superuserConnectionString, connectionString, postgresPid }: Scene,
  datasetId: string,
): Promise<{ seconds: number; cpuSeconds: number }> {
  const url = new URL(superuserConnectionString);
  url.pathname = new URL(connectionString).pathname;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  const file = (table: string) => `${rows[0]!.data_directory}/${table}.copy`;
  const sources: Record<(typeof tables)[number], string> = {
    item: 'item row',
    item_asset: 'item JOIN item_asset row ON row.item_id = item.id',
    item_tag: 'item JOIN item_tag row ON row.item_id = item.id',
  };
  const columns: Record<string, string> = {};
  for (const table of tables) {
    // Omits generated columns, because COPY computes them, as INSERT does.
    const { rows: named } = await client.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
      [table],
    );
    columns[table] = named.map(({ name }) => name).join(', ');
    const item = table === 'item' ? 'row' : 'item';
    await client.query(`CREATE TABLE copied_${table} (LIKE ${table} INCLUDING ALL)`);
    await client.query(`COPY (
      SELECT ${named.map(({ name }) => `row.${name}`).join(', ')} FROM ${sources[table]}
      WHERE ${item}.dataset_id = '${datasetId}' AND ${item}.until_revision IS NULL ORDER BY ${item}.position
    ) TO '${file(table)}'`);
  }
  await client.query(`
    ALTER TABLE copied_item ADD FOREIGN KEY (org_id, dataset_id) REFERENCES dataset (org_id, id);
    ALTER TABLE copied_item_asset ADD FOREIGN KEY (org_id, item_id) REFERENCES copied_item (org_id, id);
    ALTER TABLE copied_item_asset ADD FOREIGN KEY (org_id, asset_id) REFERENCES asset (org_id, id);
    ALTER TABLE copied_item_tag ADD FOREIGN KEY (org_id, item_id) REFERENCES copied_item (org_id, id);
    CHECKPOINT`);
  const cpuBefore = cpuSecondsOf(postgresPid);
  const startedAt = performance.now();
  for (const table of tables) await client.query(`COPY copied_${table} (${columns[table]}) FROM '${file(table)}'`);
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuSeconds = cpuSecondsOf(postgresPid) - cpuBefore;
  await client.query(
    `DROP TABLE ${tables
      .map((table) => `copied_${table}`)
      .toReversed()
      .join(', ')}`,
  );
  await client.end();
  return { seconds, cpuSeconds };
}
