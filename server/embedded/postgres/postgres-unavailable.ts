import { StartRefused } from '../../start-refused.ts';

/** The embedded PostgreSQL cannot run on this machine. The message says why, and what to do. */
export class PostgresUnavailable extends StartRefused {
  override readonly name = 'PostgresUnavailable';
}
