import { StartRefused } from '../../start-refused.ts';

/** Error thrown if the embedded PostgreSQL cannot run on this machine. The message has the reason and what to do. */
export class PostgresUnavailable extends StartRefused {
  override readonly name = 'PostgresUnavailable';
}
