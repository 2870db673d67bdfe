import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/**
 * Way from a client to PostgreSQL: `none` is a direct connection. A pooler in session mode keeps one server connection
 * for each client, one in transaction mode may take another for each transaction.
 */
export type Pooling = 'none' | 'session' | 'transaction';

/** The part of pg's client that is read here; its published types leave it out. */
interface Connected {
  processID: number;
}

const probes = 4;
const patienceMilliseconds = 3_000;

/**
 * Finds out whether a connection pooler stands before PostgreSQL.
 *
 * A pooler announces a process id of its own. In transaction mode a second client, while in a transaction, gets the server
 * connection that the first one had, so that the first finds itself on another, or waits. Connects without startup
 * parameters, which PgBouncer refuses.
 */
export async function findPooling(connectionString: string): Promise<Pooling> {
  const first = await open(connectionString);
  try {
    const pid = await backendOf(first);
    const isProxied = pid !== (first as unknown as Connected).processID;
    if (!isProxied) return 'none';
    const second = await open(connectionString);
    try {
      await second.query('BEGIN');
      if ((await backendOf(second)) === pid) return 'transaction';
      for (let probe = 0; probe < probes; probe += 1) {
        const now = await Promise.race([backendOf(first), sleep(patienceMilliseconds, null)]);
        if (now !== pid) return 'transaction';
      }
      return 'session';
    } finally {
      await close(second);
    }
  } finally {
    await close(first);
  }
}

async function open(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 15_000 });
  client.on('error', () => {}); // reported by the statement that was under way
  await client.connect();
  return client;
}

async function backendOf(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid;
}

async function close(client: Client): Promise<void> {
  await client.end().catch(() => {});
}
