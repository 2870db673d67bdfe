import { readFileSync } from 'node:fs';
import type { ClientBase, Pool } from 'pg';
import { projectFile } from '#system/project-files.ts';
import type { Logger } from '../logger.ts';
import { StartRefused } from '../start-refused.ts';
import { takeLock } from '../take-lock.ts';

/** Difference between the expected and the actual row-level security. */
export interface WallFault {
  fault: string;
  /** SQL that corrects the difference. Null if only an administrator can correct it. */
  statement: string | null;
}

const wallsFile = projectFile('prisma/walls.sql');
const lockKey = 72_707_371;

let text: string | undefined;

/** Returns the differences from the expected row-level security, policies and privileges. Empty if there are none. */
export async function findWallFaults(database: ClientBase | Pool): Promise<WallFault[]> {
  text ??= readFileSync(wallsFile, 'utf8');
  const { rows } = await database.query<WallFault>(text);
  return rows;
}

/**
 * Applies row-level security, policies and privileges as `prisma/walls.sql` defines them, then checks the result. Does
 * nothing if the database is already correct. Throws if a difference remains. Warns about differences, unless this
 * start may have created the tables.
 */
export async function ensureWalls(client: ClientBase, hasNewTables: boolean, logger?: Logger): Promise<void> {
  if ((await findWallFaults(client)).length === 0) return;
  await client.query('BEGIN');
  try {
    await takeLock(client, lockKey, 'transaction', { purpose: 'applying row-level security', logger });
    const faults = await findWallFaults(client);
    for (const { statement } of faults) if (statement) await client.query(statement);
    const left = await findWallFaults(client);
    if (left.length > 0) throw new WallsIncomplete(left);
    await client.query('COMMIT');
    if (hasNewTables) logger?.debug('Row-level security applies to the new tables.');
    else {
      const described = faults.map(({ fault }) => fault);
      logger?.warn({ faults: described }, 'Row-level security was incomplete. It is complete now.');
    }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/**
 * Error for row-level security that differs from the expected state and that the role of DATABASE_URL may not change.
 */
export class WallsIncomplete extends StartRefused {
  constructor(faults: readonly WallFault[]) {
    const [first, ...others] = faults.map(({ fault }) => fault);
    const more = others.length > 0 ? `, and ${others.length} more` : '';
    super(
      `Row-level security is incomplete: ${first}${more}. Start with the role that owns the tables in DATABASE_URL, and see docs/guide/backup.md.`,
    );
  }
}
