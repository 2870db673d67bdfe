/**
 * Settings of PostgreSQL that change what a statement finds, stores or prints. Each connection sets them, so that
 * defaults of the role, the database or the cluster have no effect.
 *
 * Prisma's adapter reads every time as UTC, cursors are compared as text, and all tables of Vitrine are in the schema
 * `public`.
 */
export const settingsOfTransaction: Readonly<Record<string, string>> = {
  search_path: 'public',
  TimeZone: 'UTC',
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  quote_all_identifiers: 'off',
  row_security: 'on',
  gin_fuzzy_search_limit: '0',
  idle_in_transaction_session_timeout: '0',
};

/** Further settings, which a transaction cannot set for itself: they must be in force before it begins. */
const settingsOfSession: Readonly<Record<string, string>> = {
  default_transaction_isolation: 'read committed',
  idle_session_timeout: '0',
};

/** Returns startup options for these settings, in the form that PostgreSQL parses. */
function startupOptions(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/([\\ ])/g, '\\$1')}`)
    .join(' ');
}

/** Startup options of every connection that keeps its session. */
export const sessionOptions = startupOptions({ ...settingsOfTransaction, ...settingsOfSession });

/**
 * Startup options for connections of the owner that migrate, take jobs, or listen: work of any length may finish.
 */
export const ownerSession = `${sessionOptions} ${startupOptions({ statement_timeout: '0', lock_timeout: '0' })}`;
