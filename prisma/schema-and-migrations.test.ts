import { spawnSync } from 'node:child_process';
import { expect, inject, onTestFinished, test } from 'vitest';
import { cloneDatabase } from '#tests/kit/postgres.ts';

test('the migrations have made all that schema.prisma has: tables, columns, keys, indexes and values of enums', async () => {
  const { connectionString, drop } = await cloneDatabase(inject('adminConnectionString'));
  onTestFinished(drop);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['node_modules/prisma/build/index.js', 'migrate', 'diff', '--from-config-datasource'].concat(
      '--to-schema',
      'prisma/schema.prisma',
      '--script',
    ),
    { encoding: 'utf8', env: { PATH: process.env['PATH'], DATABASE_URL: connectionString } },
  );
  expect(status, stderr).toBe(0);
  expect(stdout).toContain('DROP INDEX "item_words_idx"');
  expect(clausesOf(stdout).filter((clause) => !clause.startsWith('DROP '))).toEqual([]);
});

/** Migrations also make what Prisma cannot express, so a script that leads to the schema drops that. */
function clausesOf(script: string): string[] {
  const lines = script.split('\n').map((line) => line.replace(/^ALTER TABLE "\w+" /, ''));
  return lines.filter((line) => line !== '' && !line.startsWith('--'));
}
