import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { ask } from './answers.ts';
import type { Scene } from './scene.ts';
import type { Side } from './side.ts';

/**
 * Makes PostgreSQL log the plan of every statement of the operations. Returns each table of more than ten thousand rows
 * that a sequential scan has read, with the operation. The expected result is an empty list.
 */
export async function findSequentialScans(
  { folder, superuserConnectionString }: Scene,
  start: () => Promise<Side>,
): Promise<string[]> {
  const url = new URL(superuserConnectionString);
  url.pathname = '/vitrine';
  const superuser = new Client({ connectionString: url.href });
  await superuser.connect();
  const { rows } = await superuser.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND reltuples > 10000`,
  );
  const large = new Set(rows.map(({ name }) => name));
  // Applies only to connections that are opened later.
  await superuser.query(`ALTER DATABASE vitrine SET auto_explain.log_min_duration = 0`);
  await superuser.query(`ALTER DATABASE vitrine SET auto_explain.log_nested_statements = on`);
  const log = join(folder, 'postgres', 'postgres.log');
  const found: string[] = [];
  try {
    const side = await start();
    for (const [operation, body] of Object.entries(side.bodies)) {
      const before = statSync(log).size;
      await ask(side, body);
      const plans = readFileSync(log).subarray(before).toString();
      for (const [, table] of plans.matchAll(/Seq Scan on (\w+)/g)) {
        if (large.has(table!)) found.push(`${operation}: ${table}`);
      }
      if (!plans.includes('Query Text')) throw new Error(`PostgreSQL did not say how it executes ${operation}.`);
    }
    await side.stop();
  } finally {
    await superuser.query('ALTER DATABASE vitrine RESET auto_explain.log_min_duration');
    await superuser.query('ALTER DATABASE vitrine RESET auto_explain.log_nested_statements');
    await superuser.end();
  }
  return found;
}
