import { Client } from 'pg';
import { medianOf } from '../median.ts';
import { load } from './load.ts';
import type { Scene } from './scene.ts';
import type { Side } from './side.ts';

/**
 * Measures the cost of row-level security. Compares the requests per second of the same process with and without it, in
 * turns. Turns it on again at the end.
 */
export async function compareWithoutWalls(
  { superuserConnectionString }: Scene,
  side: Side,
  operation: string,
  { rounds, seconds, postmaster }: { rounds: number; seconds: number; postmaster: number },
) {
  const url = new URL(superuserConnectionString);
  url.pathname = '/vitrine';
  const superuser = new Client({ connectionString: url.href });
  await superuser.connect();
  const { rows } = await superuser.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p') ORDER BY oid`,
  );
  const stand = async (how: 'ENABLE' | 'DISABLE') => {
    for (const { name } of rows) await superuser.query(`ALTER TABLE ${name} ${how} ROW LEVEL SECURITY`);
  };
  const figures = { with: [] as number[], without: [] as number[] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [key, how] of [['without', 'DISABLE'] as const, ['with', 'ENABLE'] as const]) {
        await stand(how);
        await load(side, operation, 1, postmaster); // Makes PostgreSQL plan the statements again.
        figures[key].push((await load(side, operation, seconds, postmaster)).requestsPerSecond);
      }
    }
  } finally {
    await stand('ENABLE');
    await superuser.end();
  }
  const [withWalls, withoutWalls] = [medianOf(figures.with), medianOf(figures.without)];
  return { operation, tables: rows.length, withWalls, withoutWalls, cost: 1 - withWalls / withoutWalls };
}
