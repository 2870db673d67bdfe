import { DatabaseError } from 'pg';
import { StartRefused } from '../start-refused.ts';
import { locateStatement } from './locate-statement.ts';
import type { Migration } from './read-migrations.ts';

/**
 * Error for a migration whose SQL PostgreSQL refused. The message contains file and line in a form that editors open.
 */
export class MigrationFailed extends StartRefused {
  override readonly name = 'MigrationFailed';
  readonly migration: string;
  readonly line: number;

  constructor(migration: Migration, completedStatements: number, outcome: string, cause: unknown) {
    // PostgreSQL reports a position only for syntax errors. For other errors, only the index of the statement is known.
    const position = cause instanceof DatabaseError ? Number(cause.position ?? Number.NaN) : Number.NaN;
    const offset = Number.isNaN(position) ? locateStatement(migration.sql, completedStatements) : position - 1;
    const before = migration.sql.slice(0, offset).split('\n');
    const line = before.length;
    const column = (before.at(-1)?.length ?? 0) + 1;
    const said = cause instanceof Error ? cause.message : String(cause);
    const detail = cause instanceof DatabaseError && cause.detail ? ` (${cause.detail})` : '';
    super(`Migration ${migration.name} failed at ${migration.file}:${line}:${column}: ${said}${detail}. ${outcome}`, {
      cause,
    });
    this.migration = migration.name;
    this.line = line;
  }
}
