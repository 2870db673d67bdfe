import { Pool } from 'pg';

/** Connections for the job queue. One that breaks is replaced, and whoever was using it is told by its query. */
export function openQueuePool(connectionString: string, max: number): Pool {
  const pool = new Pool({ connectionString, max, application_name: 'vitrine worker', keepAlive: true });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
