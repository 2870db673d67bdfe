/**
 * Error codes of Node, PostgreSQL and Prisma for a database that cannot be reached, or whose connection broke during a
 * statement.
 */
const codes =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08...|57P0[1-5]|53300|P1001|P1002|P1008|P1017|P2024)$/;
const kinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);
const messages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)|Unable to start a transaction/;

/** Returns whether an error or one of its causes is that the database does not respond. */
export function isDatabaseDown(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, originalCode, kind, message, cause, meta } = error as Record<string, unknown>;
  if ([code, originalCode].some((given) => typeof given === 'string' && codes.test(given))) return true;
  if (typeof kind === 'string' && kinds.has(kind)) return true;
  if (typeof message === 'string' && messages.test(message)) return true;
  const behind =
    typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta ? meta.driverAdapterError : null;
  return isDatabaseDown(cause) || isDatabaseDown(behind);
}
