import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { migrate } from '#server/migrate/migrate.ts';
import { cloneDatabase } from '#tests/kit/postgres.ts';
import { startProcess } from '#tests/kit/processes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const prismaCommand = join(root, 'node_modules/prisma/build/index.js');
const enginePath = join(root, 'prisma/engine/schema-engine.js');
const mayLeaveNetwork = spawnSync('unshare', ['--net', 'true']).status === 0;

const schema = `
generator client {
  provider = "prisma-client"
  output   = "./client"
}
datasource db {
  provider = "postgresql"
}
model Letter {
  id    Int    @id
  place String
}
`;

const migrations = {
  '1_letter':
    'CREATE TABLE "Letter" ("id" INTEGER NOT NULL, "place" TEXT NOT NULL, CONSTRAINT "Letter_pkey" PRIMARY KEY ("id"));',
  '2_seal': `CREATE FUNCTION seal(thing text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN thing || ', sealed'; END; $$;`,
};

describe('prisma migrate', () => {
  test('deploy after the server’s own migration has nothing to do', async () => {
    const database = await emptyDatabase();
    const { directory, migrationsFolder } = project();
    expect(await migrate(database.url, { directory: migrationsFolder })).toEqual(['1_letter', '2_seal']);

    const deploy = await prisma(['migrate', 'deploy'], directory, database.url);
    expect(deploy).toMatchObject({ code: 0, output: containing('No pending migrations to apply') });
  });

  test('deploy applies everything, function bodies too, and the server’s own has nothing to do', async () => {
    const database = await emptyDatabase();
    const { directory, migrationsFolder } = project();
    const status = await prisma(['migrate', 'status'], directory, database.url);
    expect(status).toMatchObject({ code: 1, output: containing('have not yet been applied') });

    const deploy = await prisma(['migrate', 'deploy'], directory, database.url);
    expect(deploy).toMatchObject({ code: 0, output: containing('2_seal') });
    expect(await database.ask(`SELECT seal('wax') AS sealed`)).toEqual([{ sealed: 'wax, sealed' }]);
    expect(await migrate(database.url, { directory: migrationsFolder })).toEqual([]);
  });

  test('deploy makes the database when it is missing', async () => {
    const database = await emptyDatabase();
    const missing = new URL(database.url);
    missing.pathname += '_missing';
    const { directory } = project();
    const deploy = await prisma(['migrate', 'deploy'], directory, missing.href);
    onTestFinished(async () => {
      await database.ask(`DROP DATABASE ${missing.pathname.slice(1)}`);
    });
    expect(deploy).toMatchObject({ code: 0, output: containing('1_letter') });
  });

  test('a migration that fails is told, and stays to be resolved', async () => {
    const database = await emptyDatabase();
    const { directory, migrationsFolder } = project({ '2_seal': 'SELECT * FROM nowhere;' });
    const deploy = await prisma(['migrate', 'deploy'], directory, database.url);
    expect(deploy).toMatchObject({ code: 1, output: containing('No such table: nowhere') });
    await expect(migrate(database.url, { directory: migrationsFolder })).rejects.toThrow(
      /The migration 2_seal began in this database and did not finish.*No such table: nowhere/s,
    );

    const resolve = await prisma(['migrate', 'resolve', '--rolled-back', '2_seal'], directory, database.url);
    expect(resolve.code).toBe(0);
    writeFileSync(join(migrationsFolder, '2_seal', 'migration.sql'), 'SELECT 1;');
    expect(await migrate(database.url, { directory: migrationsFolder })).toEqual(['2_seal']);
  });

  test('diff replays the migrations in a database of its own and compares', async () => {
    const database = await emptyDatabase();
    const { directory } = project();
    const from = [
      'migrate',
      'diff',
      '--from-migrations',
      'prisma/migrations',
      '--to-schema',
      'prisma/schema.prisma',
      '--script',
    ];
    const same = await prisma([...from, '--exit-code'], directory, database.url);
    expect(same).toMatchObject({ code: 0, output: containing('empty migration') });

    writeFileSync(
      join(directory, 'prisma', 'schema.prisma'),
      schema.replace('place String', 'place String\n  date DateTime?'),
    );
    const other = await prisma([...from, '--exit-code'], directory, database.url);
    expect(other).toMatchObject({ code: 2, output: containing('ADD COLUMN     "date"') });
    expect(await database.ask(`SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'`)).toEqual(
      [],
    );
  });
});

describe('never success with nothing done', () => {
  test.each([
    ['no database is named', undefined, 'datasource.url property is required'],
    [
      'no database answers',
      'postgresql://alice:secret@127.0.0.1:1/letters',
      'P1001: No database answers at 127.0.0.1:1',
    ],
  ])('%s', async (_, url, message) => {
    const { directory } = project();
    const deploy = await prisma(['migrate', 'deploy'], directory, url);
    expect(deploy).toMatchObject({ code: 1, output: containing(message) });
  });

  test('a wrong password', () => {
    const url = new URL(inject('adminConnectionString'));
    url.password = 'guess';
    const datasource = JSON.stringify({ url: url.href });
    const check = spawnSync(enginePath, ['--datasource', datasource, 'cli', 'can-connect-to-database']);
    expect(check.status).toBe(1);
    expect(check.stderr.toString()).toContain('"error_code":"P1000"');
  });

  test('a command that would need a database', async () => {
    const params = { from: { tag: 'empty' }, to: { tag: 'empty' }, script: true };
    const answer = await ask({ id: 1, method: 'diff', params }, '');
    expect(answer).toMatchObject({ error: { data: { message: containing('works on a database: set DATABASE_URL') } } });
  });

  test('a bug inside of the engine', async () => {
    const answer = await ask({ id: 1, method: 'diff', params: {} });
    expect(answer).toMatchObject({ id: 1, error: { data: { message: containing('was not completed') } } });
  });

  test('a method this engine has not', async () => {
    const answer = await ask({ id: 7, method: 'getDatabaseDescription' });
    expect(answer).toMatchObject({ id: 7, error: { data: { message: containing('does not work here') } } });
  });

  test('an installation without development dependencies', async () => {
    const folder = temporaryFolder();
    const engine = join(folder, 'schema-engine.js');
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(engine, readFileSync(enginePath));
    chmodSync(engine, 0o755);
    const answer = await ask({ id: 1, method: 'diff', params: {} }, '', engine);
    expect(answer).toMatchObject({ id: 1, error: { data: { message: containing('npm ci without --omit=dev') } } });
    expect(spawnSync(engine, ['cli', 'can-connect-to-database']).status).toBe(1);
  });

  async function ask(request: object, url = inject('adminConnectionString'), engine = enginePath) {
    const child = startProcess(engine, ['--datasource', JSON.stringify({ url })]);
    onTestFinished(() => void child.kill());
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...request })}\n`);
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    return JSON.parse(text.toString()) as object;
  }
});

test.runIf(mayLeaveNetwork)('generate, validate and format need neither a network nor an environment', async () => {
  const { directory } = project();
  for (const [command, sign] of [
    ['validate', 'is valid'],
    ['format', 'Formatted'],
    ['generate', 'Generated Prisma Client'],
  ] as const) {
    const ran = await prisma([command], directory, undefined, ['unshare', '--net']);
    expect(ran).toMatchObject({ code: 0, output: containing(sign) });
  }
  expect(existsSync(join(directory, 'prisma', 'client', 'client.ts'))).toBe(true);
});

/** A project as ours, with a schema of one model. */
function project(changed: Partial<typeof migrations> = {}) {
  const directory = temporaryFolder();
  const migrationsFolder = join(directory, 'prisma', 'migrations');
  for (const [name, sql] of Object.entries({ ...migrations, ...changed })) {
    mkdirSync(join(migrationsFolder, name), { recursive: true });
    writeFileSync(join(migrationsFolder, name, 'migration.sql'), sql);
  }
  writeFileSync(join(migrationsFolder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  writeFileSync(join(directory, 'prisma', 'schema.prisma'), schema);
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  copyFileSync(join(root, 'prisma.config.ts'), join(directory, 'prisma.config.ts'));
  symlinkSync(join(root, 'prisma', 'engine'), join(directory, 'prisma', 'engine'));
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
  return { directory, migrationsFolder };
}

/** Runs the command with no environment but a PATH and, where one is given, the database. */
async function prisma(args: string[], cwd: string, url: string | undefined, prefix: string[] = []) {
  const [command = '', ...rest] = [...prefix, process.execPath, prismaCommand, ...args];
  const env = { PATH: process.env['PATH'], ...(url === undefined ? {} : { DATABASE_URL: url }) };
  const child = startProcess(command, rest, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

async function emptyDatabase() {
  const { connectionString, drop } = await cloneDatabase(inject('adminConnectionString'), 'template1');
  const client = new Client({ connectionString });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  return { url: connectionString, ask: async (question: string) => (await client.query<object>(question)).rows };
}

function containing(text: string): string {
  return expect.stringContaining(text) as string;
}

function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'vitrine-prisma-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
