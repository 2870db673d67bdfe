import { Client, DatabaseError } from 'pg';
import { execute, inDatabase } from './adapter.ts';

/** Ends with 0 when the database answers, and with 1 and Prisma's code for the reason when it does not. */
export async function canConnect(url = ''): Promise<void> {
  await reporting(url, () => execute(url, 'SELECT 1'));
}

/** Makes the database that the URL names. */
export async function createDatabase(url = ''): Promise<void> {
  const { database = '' } = new Client({ connectionString: url });
  await reporting(url, () =>
    execute(inDatabase(url, 'postgres'), `CREATE DATABASE "${database.replaceAll('"', '""')}"`),
  );
}

async function reporting(url: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // Two lines, as Prisma skips the first of them and reads the rest.
    const [level, target] = ['ERROR', 'schema_engine::logger'];
    const { host, port, user, database } = new Client({ connectionString: url });
    const code = error instanceof DatabaseError ? error.code : undefined;
    const fields =
      code === '3D000'
        ? {
            error_code: 'P1003',
            message: `Database ${database} does not exist on the database server at ${host}:${port}.`,
          }
        : code === '28P01' || code === '28000'
          ? {
              error_code: 'P1000',
              message: `The database server at ${host}:${port} does not let ${user} in: ${String(error)}`,
            }
          : { error_code: 'P1001', message: `No database answers at ${host}:${port}: ${describe(error)}` };
    process.stderr.write(`${JSON.stringify({ level: 'INFO', target, fields: { message: 'Connecting' } })}\n`);
    process.stderr.write(JSON.stringify({ level, target, fields }));
    process.exitCode = 1;
  }
}

/** Node says nothing in the message of an error that gathers one per address. */
function describe(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
