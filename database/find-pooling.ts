import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/**
 * Kind of connection to PostgreSQL. `none` is a direct connection. A pooler in session mode uses one server connection
 * for each client. In transaction mode, each transaction may use another server connection.
 */
export type Pooling = 'none' | 'session' | 'transaction';

/** Fields of pg's client that are used here and missing in pg's published types. */
interface Connected {
  processID: number;
}

const probes = 4;
const patienceMilliseconds = 3_000;

/**
 * Returns whether a connection pooler is between this process and PostgreSQL, and its mode.
 *
 * A pooler reports its own process id instead of that of the server process. In that case, a second client opens a
 * transaction. In transaction mode, it gets the server connection that the first client had. The first client then gets
 * another server connection or must wait.
 *
 * Connects without startup parameters, because PgBouncer refuses them.
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
  client.on('error', () => {}); // the running statement reports the error
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
