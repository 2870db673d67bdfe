import type pg from 'pg';
import { projectFile } from '#system/project-files.ts';
import { findWallFaults } from '../migrate/ensure-walls.ts';
import { readMigrations } from '../migrate/read-migrations.ts';
import { NotReady } from './not-ready.ts';
import type { Check } from './readiness.ts';

/** Checks that the database has the migrations of this version and complete row-level security. */
export function checkDatabase(systemPool: pg.Pool): Check {
  const known = readMigrations(projectFile('prisma/migrations')).map(({ name }) => name);
  return async () => {
    const { rows } = await systemPool.query<{ name: string }>(
      `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    const applied = new Set(rows.map(({ name }) => name));
    const missing = known.find((name) => !applied.has(name));
    if (missing) throw new NotReady(`The migration ${missing} is not applied. Start the server again to apply it.`);
    const [fault] = await findWallFaults(systemPool);
    if (fault) {
      throw new NotReady(`Row-level security is incomplete: ${fault.fault}. Start the server again to restore it.`);
    }
    const isNewer = applied.size > known.length;
    return isNewer ? 'A newer version of Vitrine has migrated the database.' : null;
  };
}
