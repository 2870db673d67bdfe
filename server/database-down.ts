import { hasCode, isCausedBy } from './error-causes.ts';

/**
 * Error codes of Node, PostgreSQL and Prisma for a database that is unreachable, or whose connection broke during a
 * statement.
 */
const codes =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08...|57P0[1-5]|53300|P1001|P1002|P1008|P1017|P2024)$/;
const kinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);
const messages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)|Unable to start a transaction/;

/**
 * Returns whether an error or one of its causes was a read-only database. A database is read-only if it is a standby
 * after a failover, or if an administrator or provider made it so.
 */
export function isReadOnly(error: unknown): boolean {
  return isCausedBy(error, (each) => hasCode(each, (code) => code === '25006'));
}

/** Returns whether an error or one of its causes was a database that does not respond. */
export function isDatabaseDown(error: unknown): boolean {
  return isCausedBy(
    error,
    (each) =>
      hasCode(each, (code) => codes.test(code)) ||
      (typeof each.kind === 'string' && kinds.has(each.kind)) ||
      (typeof each.message === 'string' && messages.test(each.message)),
  );
}
