import { sqlStateOf } from './sql-state.ts';

/** Whether an error, or its cause, is that the disk of PostgreSQL is full. */
export function isDatabaseFull(error: unknown): boolean {
  return sqlStateOf(error) === '53100';
}
