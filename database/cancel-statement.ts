import type * as pg from 'pg';
import { Connection as pgConnection } from 'pg';

/** Properties of pg's connection that are used below and missing in pg's published types. */
interface Connection {
  connect(port: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
  on(event: 'connect' | 'sslconnect' | 'end' | 'error', listener: () => void): void;
  stream: { destroy(): void };
}

/** Fields of an open pg connection that are missing in pg's published types. */
interface Connected {
  processID: number;
  secretKey: number;
  host: string;
  port: number;
  ssl: unknown;
  connectionParameters: { sslnegotiation?: string };
}

const Connection = pgConnection as unknown as new (options: object) => Connection;

const patienceMilliseconds = 2_000;

/**
 * Cancels the running statement of a connection, through a second connection. Resolves when PostgreSQL has received the
 * request, or if it cannot be reached. After that, the request cannot cancel the connection's next statement.
 * (PostgreSQL: Message Flow, Canceling Requests in Progress.)
 */
export function cancelStatement(client: pg.ClientBase): Promise<void> {
  const { processID, secretKey, host, port, ssl, connectionParameters } = client as unknown as Connected;
  const sslNegotiation = connectionParameters.sslnegotiation;
  return new Promise((resolve) => {
    const connection = new Connection({ ssl, ...(sslNegotiation && { sslNegotiation }) });
    const ask = () => connection.cancel(processID, secretKey);
    const patience = setTimeout(() => connection.stream.destroy(), patienceMilliseconds);
    const done = () => {
      clearTimeout(patience);
      resolve();
    };
    connection.on('connect', () => {
      if (!ssl) ask();
      else if (sslNegotiation !== 'direct') connection.requestSsl();
    });
    connection.on('sslconnect', ask);
    connection.on('error', done);
    connection.on('end', done);
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
    else connection.connect(port, host);
  });
}
