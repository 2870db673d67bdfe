import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { folderOf } from './testing/folder-of.ts';
import { startLyingServer } from './testing/lying-server.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

test('the documented program runs and is typed with nothing but the packed SDK', async () => {
  await run('npx', ['tsx', 'scripts/build-sdk.ts'], { cwd: root });
  const folder = folderOf({ 'birds/a.txt': 'A robin.', 'package.json': '{"type":"module"}' });
  await run('npm', ['pack', join(root, 'dist/sdk'), '--silent'], { cwd: folder });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  const place = join(folder, 'node_modules', 'vitrine-sdk');
  await run('mkdir', ['-p', place]);
  await run('tar', ['-xzf', tarball, '-C', place, '--strip-components=1'], { cwd: folder });
  // Links the dependencies as npm would install them, but without a network.
  const { dependencies } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) as { dependencies: object };
  for (const name of [...Object.keys(dependencies), '@types']) {
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }

  const [, program = ''] =
    /## In a program[^]*?```ts\n([^]*?)```/.exec(readFileSync(join(root, 'docs/cli.md'), 'utf8')) ?? [];
  const { endpoint } = await startLyingServer();
  const text = program.replace('token })', `token, endpoint: '${endpoint}', patienceMilliseconds: 100 })`);
  writeFileSync(join(folder, 'program.mts'), text);
  writeFileSync(join(folder, 'program.mjs'), text);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
  await run(join(root, 'node_modules/.bin/tsc'), [...options, 'program.mts'], { cwd: folder });
  // The test's server reports that the manifest has an issue.
  await expect(
    run('node', ['program.mjs'], { cwd: folder, env: { ...process.env, VITRINE_TOKEN: 'vtr_x' } }),
  ).rejects.toMatchObject({
    stdout: expect.stringContaining("type: 'session'"),
    stderr: expect.stringContaining('ValidationFailed'),
  });
});
