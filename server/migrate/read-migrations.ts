import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One folder of prisma/migrations. */
export type Migration = { name: string; file: string; sql: string; checksum: string };

/** Returns the migrations in the order of their names, which begin with a date. They are applied in this order. */
export function readMigrations(directory: string): Migration[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .sort()
    .map((name) => ({ name, file: join(directory, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => {
      const sql = readFileSync(file, 'utf8');
      return { name, file, sql, checksum: sha256(sql) };
    });
}

/**
 * Returns whether a migration has this checksum. Ignores differences in line ends, which git may have changed on this
 * machine.
 */
export function hasChecksum({ sql, checksum }: Migration, expected: string): boolean {
  const unix = sql.replaceAll('\r\n', '\n');
  return expected === checksum || expected === sha256(unix) || expected === sha256(unix.replaceAll('\n', '\r\n'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
