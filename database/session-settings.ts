/**
 * PostgreSQL settings that change the results, stored values or output of statements. Each connection sets them, so
 * that defaults of the role, database or cluster have no effect.
 *
 * Prisma's adapter reads all times as UTC, cursors are compared as text, and Vitrine's tables are in the schema
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

/** Settings that must be set before a transaction begins. */
const settingsOfSession: Readonly<Record<string, string>> = {
  default_transaction_isolation: 'read committed',
  idle_session_timeout: '0',
};

/** Returns these settings as startup options, in PostgreSQL's syntax. */
function startupOptions(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/([\\ ])/g, '\\$1')}`)
    .join(' ');
}

/** Startup options of every connection that has a session. */
export const sessionOptions = startupOptions({ ...settingsOfTransaction, ...settingsOfSession });

/** Startup options for the owner's connections that migrate, take jobs or listen. They have no time limits. */
export const ownerSession = `${sessionOptions} ${startupOptions({ statement_timeout: '0', lock_timeout: '0' })}`;
