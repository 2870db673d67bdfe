import { sqlStateOf } from './sql-state.ts';

/** Returns whether an error or its cause means that the disk of PostgreSQL is full. */
export function isDatabaseFull(error: unknown): boolean {
  return sqlStateOf(error) === '53100';
}
