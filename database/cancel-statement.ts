import type * as pg from 'pg';
import { Connection as pgConnection } from 'pg';

/** The part of pg's connection that is used below. pg's published types omit it. */
interface Connection {
  connect(port: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
  on(event: 'connect' | 'sslconnect' | 'end' | 'error', listener: () => void): void;
  stream: { destroy(): void };
}

/** Fields of an open pg connection that pg's published types omit. */
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
 * Cancels the statement that a connection is running, through a second connection. Resolves when PostgreSQL has passed
 * the request on, or cannot be reached. The cancellation then cannot hit the next statement of the connection.
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
