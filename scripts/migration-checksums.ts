import { hasChecksum, type Migration } from '../server/migrate/read-migrations.ts';

/** Recorded checksums of migrations, by name. */
export type Checksums = ReadonlyMap<string, string>;

/** Parses lines with a checksum and a name. */
export function parseChecksums(text: string): Checksums {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  return new Map(lines.map((line) => line.split(/\s+/, 2) as [string, string]).map(([sum, name]) => [name, sum]));
}

/** Returns checksums as text, ordered by name. */
export function printChecksums(checksums: Checksums): string {
  const lines = [...checksums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sum]) => `${sum}  ${name}\n`);
  return lines.join('');
}

/** Adds the checksums of new migrations. Does not change existing ones. */
export function recordNew(migrations: readonly Migration[], recorded: Checksums): Checksums {
  return new Map([...migrations.map(({ name, checksum }) => [name, checksum] as const), ...recorded]);
}

/** Returns a sentence for each migration that was changed, removed or not recorded. */
export function migrationFaults(migrations: readonly Migration[], recorded: Checksums): string[] {
  const found = new Map(migrations.map((migration) => [migration.name, migration]));
  const faults: string[] = [];
  for (const [name, checksum] of recorded) {
    const migration = found.get(name);
    if (!migration) faults.push(`${name} is recorded but missing. Restore its folder.`);
    else if (!hasChecksum(migration, checksum)) {
      faults.push(
        `${name} was changed, even if only in a comment. Databases that have applied it would refuse to start. Restore its file, and put the change into a new migration.`,
      );
    }
  }
  const unrecorded = migrations.filter(({ name }) => !recorded.has(name));
  for (const { name } of unrecorded) faults.push(`${name} is not recorded. Run: npm run record-migrations`);
  return faults;
}
