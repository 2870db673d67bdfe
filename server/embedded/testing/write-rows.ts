import { Pool } from 'pg';
import { startPostgres } from '../postgres/start-postgres.ts';

/** Process for tests that inserts rows and prints each one that PostgreSQL acknowledged, until it is killed. */
const [, , directory = ''] = process.argv;
const postgres = await startPostgres({ directory });
const pool = new Pool({ connectionString: postgres.connectionString, max: 8 });
await pool.query('CREATE TABLE IF NOT EXISTS letters (id bigserial PRIMARY KEY)');

// Ctrl-C sends a signal to every process of the terminal. As in the server, the database must stop last.
const ending = new AbortController();
process.once('SIGINT', () => {
  ending.abort();
  void pool
    .query('SELECT 1')
    .then(() => console.log('still there'))
    .then(() => pool.end())
    .then(() => postgres.stop())
    .then(() => process.exit());
});

for (let writer = 0; writer < 8; writer += 1) void write();

async function write() {
  while (!ending.signal.aborted) {
    const { rows } = await pool.query<{ id: string }>('INSERT INTO letters DEFAULT VALUES RETURNING id');
    process.stdout.write(`${rows[0]?.id}\n`);
  }
}
