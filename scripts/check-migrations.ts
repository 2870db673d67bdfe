import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readMigrations } from '../server/migrate/read-migrations.ts';
import { migrationFaults, parseChecksums, printChecksums, recordNew } from './migration-checksums.ts';

/**
 * Fails if a migration differs from its recorded checksum, because databases that have applied it would refuse to
 * start. With `--record`, first records the migrations that are new. It never changes a record. To edit a migration
 * that no database has applied, remove its line first.
 */
const checksumFile = 'prisma/migration-checksums.txt';

const migrations = readMigrations('prisma/migrations');
const recorded = parseChecksums(existsSync(checksumFile) ? readFileSync(checksumFile, 'utf8') : '');
const isRecording = process.argv.includes('--record');
const checksums = isRecording ? recordNew(migrations, recorded) : recorded;
if (isRecording) writeFileSync(checksumFile, printChecksums(checksums));

const faults = migrationFaults(migrations, checksums);
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(
    `A migration that no database has applied may still change: remove its line from ${checksumFile}, then run npm run record-migrations.`,
  );
}
process.exit(faults.length > 0 ? 1 : 0);
