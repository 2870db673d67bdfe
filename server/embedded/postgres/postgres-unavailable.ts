/** The embedded PostgreSQL cannot run here. The message says why, and what the person can do. */
export class PostgresUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PostgresUnavailable';
  }
}
