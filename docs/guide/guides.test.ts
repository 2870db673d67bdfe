import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { publish } from '#sdk/publish.ts';
import { root } from '#sdk/testing/command.ts';
import { doneOf, folderOf, publishedIn, type Scene, scene } from '#sdk/testing/scene.ts';
import { hasPrograms, isAtHand } from '#tests/kit/at-hand.ts';
import { blocksOf, readPage, textsOf } from '../examples/pages.ts';

const run = promisify(execFile);
const hasTools =
  isAtHand(hasPrograms('python3'), 'python3', 'REQUIRE_PYTHON') &&
  isAtHand(hasPrograms('curl', 'jq'), 'curl and jq', 'REQUIRE_CURL');
const reading = readPage('docs/guide/reading-by-api.md');
const publishing = readPage('docs/guide/publishing.md');

/** A server with the photographs of the demo at revision 1, and a small change of them at revision 2. */
async function photographs(): Promise<Scene> {
  const stage = await scene();
  const options = { ...stage.options, dataset: 'field-photographs', name: 'Field photographs' };
  await doneOf(publish(join(root, 'samples/lumen/field-photographs'), options));
  const change = {
    'wren.txt': 'A wren.',
    'manifest.ndjson': `${JSON.stringify(wren)}\n{"key":"nagasaki-boats","remove":true}\n`,
  };
  await doneOf(publish(folderOf(change), { ...options, append: true }));
  return stage;
}

const wren = { key: 'wren', type: 'TEXT', title: 'A wren', assets: [{ role: 'PRIMARY', path: 'wren.txt' }] };

const environmentOf = ({ options, endpoint }: Scene, home: string) => ({
  PATH: process.env['PATH'],
  HOME: home,
  VITRINE_TOKEN: options.token,
  VITRINE_ENDPOINT: `${endpoint}/graphql`,
});

test('each operation of the page about reading gives data, and its program is typed by generated code and runs', async () => {
  const stage = await photographs();
  const { endpoint, world } = stage;
  for (const query of textsOf(reading, 'graphql')) {
    const response = await fetch(`${endpoint}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.bob.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as { data: object; errors?: unknown[] };
    expect(errors, query).toBeUndefined();
    expect(JSON.stringify(data), query).toMatch(/"(?:key|slug)":/);
  }

  const [config, program] = textsOf(reading, 'ts');
  const folder = folderOf({ 'codegen.ts': config!, 'src/photos.ts': program!, 'package.json': '{"type":"module"}' });
  copyFileSync(join(root, 'schema/schema.graphql'), join(folder, 'schema.graphql'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const commands = textsOf(reading, 'sh codegen');
  expect(commands.at(-1)).toBe('npx graphql-codegen --config codegen.ts\n');

  const tool = (name: string, args: string[]) =>
    run(join(folder, 'node_modules/.bin', name), args, { cwd: folder, env: environmentOf(stage, folder) });
  await tool('graphql-codegen', ['--config', 'codegen.ts']);
  const options = ['--noEmit', '--strict', '--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2023'];
  await tool('tsc', [...options, '--types', 'node', '--skipLibCheck', 'src/photos.ts']);
  const { stdout } = await tool('tsx', ['src/photos.ts']);
  expect(stdout).toContain('evening-boats Evening glow');
  expect(stdout.trimEnd().split('\n')).toHaveLength(48);
});

test.skipIf(!hasTools)('the commands and the Python program of the page about reading do what it says', async () => {
  const stage = await photographs();
  const folder = folderOf({});
  const script = textsOf(reading, 'sh').join('\n');
  const env = environmentOf(stage, folder);
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, env });

  expect(stdout).toContain('49 keys.txt');
  expect(stdout).toMatch(/^\d\d? animals\.ndjson$/m);
  expect(stdout).toMatch(/event: next\ndata: .*"state":"PUBLISHED"/);
  expect(stdout).toContain('event: complete');
  expect(stdout).toMatch(/"requested": \d+,\n *"limit": 5000/);
  expect(stdout).toContain('"LIMIT_EXCEEDED"');

  const session = await stage.world.databases.system.ingestSession.findFirstOrThrow();
  const SESSION_ID = Buffer.from(`IngestSession:${session.id}`).toString('base64');
  for (const program of textsOf(reading, 'python')) {
    const followed = await run('python3', ['-c', program], { env: { ...environmentOf(stage, ''), SESSION_ID } });
    expect(followed.stdout).toBe("{'state': 'PUBLISHED', 'phase': 'DONE'}\n");
  }
});

test('the commands of the page about publishing make the revisions that it says', async () => {
  const stage = await scene();
  const programs = join(folderOf({}), 'bin');
  mkdirSync(programs);
  writeFileSync(join(programs, 'vitrine'), `#!/bin/sh\nexec '${process.execPath}' '${root}dist/bin/main.js' "$@"\n`);
  chmodSync(join(programs, 'vitrine'), 0o755);
  const folder = folderOf({});
  const env = { ...environmentOf(stage, folder), PATH: `${programs}:${process.env['PATH']}` };
  const script = textsOf(publishing, 'sh').join('\n');
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, env });

  expect(stdout.trimEnd().split('\n')).toEqual(['lumen/birds@1', 'lumen/birds@2', 'lumen/birds@3']);
  const keys = [...(await publishedIn(stage)).values()].map((files) => [...files.keys()].sort());
  expect(keys).toEqual([
    ['robin', 'sea/puffin'],
    ['robin', 'sea/puffin', 'wren'],
    ['puffin', 'robin'],
  ]);

  const [program] = textsOf(publishing, 'ts');
  writeFileSync(join(folder, 'program.mts'), program!.replace("'vitrine-sdk'", `'${root}sdk/index.ts'`));
  const published = await run(join(root, 'node_modules/.bin/tsx'), ['program.mts'], { cwd: folder, env });
  expect(published.stdout).toBe('Revision 3, 2 items\n');
});

test('the pages have no example that no test runs', () => {
  const languages = (page: string) => [...new Set(blocksOf(page).map(({ language }) => language))].sort();
  expect(languages(reading)).toEqual(['', 'graphql', 'json', 'python', 'sh', 'sh codegen', 'ts']);
  expect(languages(publishing)).toEqual(['', 'mermaid', 'sh', 'ts']); // Drawings in Mermaid are no programs.
});
