import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { vitrine } from '#sdk/testing/command.ts';
import { folderOf, manyFiles, publishedIn, type Scene, scene, sha256Of } from '#sdk/testing/scene.ts';
import { projectFile } from '#system/project-files.ts';
import { readPage, textsOf } from '../../docs/examples/pages.ts';
import { hasPrograms, isAtHand } from '../kit/at-hand.ts';
import { python, startPython } from './python.ts';

const hasPython = isAtHand(hasPrograms('python3'), 'python3', 'REQUIRE_PYTHON');
const hasCurl = isAtHand(hasPrograms('curl', 'jq', 'sha256sum'), 'curl, jq and sha256sum', 'REQUIRE_CURL');
const birds = ['--org', 'lumen', '--dataset', 'birds'];

test.skipIf(!hasPython)('the tests of the Python package pass over a bad network', async () => {
  const stage = await scene({ singlePutByteSize: 5 * 1024 ** 2 });
  stage.proxy.behave(({ method, number }) =>
    method === 'PUT' && number % 7 === 2 ? 503 : method === 'PUT' && number % 11 === 3 ? 'drop' : 'pass',
  );
  const suite = ['-W', 'error::SyntaxWarning', '-m', 'unittest', 'discover', '-s', projectFile('python/tests')];
  const { code, stderr } = await python(stage, suite);
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(/\nOK/);
});

test.skipIf(!hasPython)('killed with -9 anywhere and run again, also by the command line: one revision', async () => {
  const stage = await scene();
  const files = manyFiles(400);
  const folder = folderOf(files);
  const publish = ['-m', 'vitrine', 'publish', folder, ...birds, '--json'];
  for (const kind of ['scan', 'hash', 'session', 'upload', 'upload']) {
    const child = startPython(stage, publish);
    const ended = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout! })) {
      if ((JSON.parse(line) as { type: string }).type !== kind) continue;
      if (kind === 'upload') await setTimeout(Math.random() * 300);
      child.kill('SIGKILL');
      break;
    }
    await ended;
  }
  // What one client has begun, the other ends.
  const resumed = await vitrine(stage, ['publish', folder, ...birds]);
  expect(resumed).toMatchObject({ code: 0, stdout: 'lumen/birds@1\n' });
  expect(resumed.stderr).toContain('continuing the publish of an earlier run');
  const again = await python(stage, publish.slice(0, -1));
  expect(again).toMatchObject({ code: 0, stdout: 'lumen/birds@1\n' });
  expect(again.stderr).toContain('Nothing has changed');
  const published = await publishedIn(stage);
  expect([...published.keys()]).toEqual([1]);
  expect(published.get(1)).toEqual(
    new Map(Object.entries(files).map(([path, text]) => [path.replace('.txt', ''), sha256Of(text)])),
  );
});

test.skipIf(!hasPython)('SIGINT ends a publish, and the exit code says so', async () => {
  const stage = await scene();
  stage.proxy.behave(({ method }) => (method === 'PUT' ? 503 : 'pass'));
  const child = startPython(stage, ['-m', 'vitrine', 'publish', folderOf(manyFiles(20)), ...birds, '--json']);
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout! })) {
    if ((JSON.parse(line) as { type: string }).type === 'session') child.kill('SIGINT');
  }
  await ended;
  expect(child.exitCode).toBe(130);
});

test.skipIf(!hasPython)('the programs of the page about Python and of the README run', async () => {
  const stage = await scene();
  const folder = folderOf({
    'birds/robin.txt': 'A robin.',
    'birds/sea/puffin.txt': 'A puffin.',
    'my-folder/a.txt': 'A',
  });
  const programs = ['README.md', 'docs/guide/python.md'].flatMap((page) => textsOf(readPage(page), 'python'));
  expect(programs.length).toBeGreaterThan(3);
  const lines: string[] = [];
  for (const program of programs) {
    const { code, stdout, stderr } = await python(stage, [
      '-c',
      `import os; os.chdir(${JSON.stringify(folder)})\n${program}`,
    ]);
    expect(code, `${program}\n${stderr}`).toBe(0);
    lines.push(...stdout.trimEnd().split('\n'));
  }
  expect(lines).toEqual(
    expect.arrayContaining([
      "a TEXT b'A'",
      'Revision 1, 2 items',
      'Revision 1',
      'VERSION_CONFLICT 2',
      '2 items in all',
      'ADDED wren',
      '3 birds.ndjson',
    ]),
  );
});

/** Publishes by one client. Returns its exit code, and the codes of its issues and errors. */
type Publish = (folder: string, args: readonly string[], env: Record<string, string>) => Promise<Outcome>;
interface Outcome {
  code: number | null;
  codes: string[];
  revision: number | null;
}

const line = (fields: object) =>
  `${JSON.stringify({ key: 'a', type: 'TEXT', assets: [{ role: 'PRIMARY', path: 'a.txt' }], ...fields })}\n`;

interface Case {
  name: string;
  files: Record<string, string>;
  args?: string[];
  env?: Record<string, string>;
}

/** Cases for every client that publishes folders, one after the other against the same dataset. */
const cases: Case[] = [
  { name: 'another revision than expected', files: { 'a.txt': 'A' }, args: ['--expect-revision', '7'] },
  { name: 'no dataset, and none may be created', files: { 'a.txt': 'A' }, args: ['--dataset', 'owls', '--no-create'] },
  { name: 'a slug that is none', files: { 'a.txt': 'A' }, args: ['--dataset', 'Owls!'] },
  { name: 'a bad token', files: { 'a.txt': 'A' }, env: { VITRINE_TOKEN: 'vtr_wrong' } },
  { name: 'no address', files: { 'a.txt': 'A' }, env: { VITRINE_ENDPOINT: 'here' } },
  { name: 'another organization', files: { 'a.txt': 'A' }, args: ['--org', 'meridian'] },
  { name: 'an option that is none', files: { 'a.txt': 'A' }, args: ['--nothing'] },
  { name: 'a number that is none', files: { 'a.txt': 'A' }, args: ['--concurrency', 'many'] },
  { name: 'an empty folder', files: {} },
  { name: 'a dry run', files: { 'a.txt': 'A' }, args: ['--dry-run'] },
  { name: 'a folder', files: { 'a.txt': 'A', 'b.txt': 'B' } },
  { name: 'the same again', files: { 'a.txt': 'A', 'b.txt': 'B' } },
  { name: 'one more', files: { 'c.txt': 'C' }, args: ['--append'] },
  { name: 'warnings as issues', files: { 'a.jpg': '<html> ' }, args: ['--strict'] },
  {
    name: 'include, exclude and types',
    files: { 'a.x': 'A', 'b.y': 'B' },
    args: ['--include', '*.x', '--type', '*.x=FILE'],
  },
  { name: 'options beside a manifest', files: { 'a.txt': 'A', 'manifest.ndjson': line({}) }, args: ['--no-pairing'] },
  { name: 'a manifest', files: { 'a.txt': 'A', 'manifest.ndjson': line({ title: 'An A' }) } },
  { name: 'a manifest with a field that is none', files: { 'a.txt': 'A', 'manifest.ndjson': line({ titel: 1 }) } },
  { name: 'a manifest with a bad key', files: { 'a.txt': 'A', 'manifest.ndjson': line({ key: '' }) } },
  { name: 'a manifest without a type', files: { 'a.txt': 'A', 'manifest.ndjson': line({ type: undefined }) } },
  { name: 'a manifest without its file', files: { 'manifest.ndjson': line({}) } },
  { name: 'a manifest that is none', files: { 'manifest.ndjson': '[1]\n' } },
  { name: 'an empty manifest', files: { 'manifest.ndjson': '' } },
  { name: 'an empty manifest that is meant', files: { 'manifest.ndjson': '' }, args: ['--allow-empty'] },
];

test.skipIf(!hasPython)('the command line and Python publish, refuse and exit alike', async () => {
  const [command, other] = await Promise.all(
    [vitrine, module].map(async (run) => {
      const stage = await scene();
      const publish: Publish = async (folder, args, env) =>
        outcomeOf(await run(stage, ['publish', folder, ...args], env));
      return runAll(publish, { STORE: stage.proxy.endpoint });
    }),
  );
  expect(other).toEqual(command);
  expect(command!['a folder']).toEqual({ code: 0, codes: [], revision: 1 });
  expect(command!['another revision than expected']).toEqual({ code: 5, codes: ['VERSION_CONFLICT'], revision: null });
  expect(command!['a store, not an API']).toEqual({ code: 6, codes: ['NETWORK'], revision: null });
});

/** Runs the command line of the Python package. */
function module(stage: Scene, args: readonly string[], env: Record<string, string>) {
  return python(stage, ['-m', 'vitrine', ...args], env);
}

test.skipIf(!hasPython || !hasCurl)('command line, Python and curl make one revision of the same picture', async () => {
  const stage = await scene();
  const robin = { key: 'robin', type: 'IMAGE', title: 'A robin', tags: ['bird'] };
  const assets = [{ role: 'PRIMARY', path: 'robin.jpg' }];
  const manifest = `${JSON.stringify({ ...robin, assets })}\n`;
  const folder = folderOf({ 'robin.jpg': 'Not really a picture.', 'manifest.ndjson': manifest });
  const blocks = textsOf(readPage('docs/examples/curl.md'), 'sh').join('\n');
  const byCurl = () =>
    promisify(execFile)('bash', ['-c', blocks], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        VITRINE_TOKEN: stage.world.alice.token,
        VITRINE_ENDPOINT: `${stage.endpoint}/graphql`,
        DATASET: 'birds',
      },
    });
  expect((await byCurl()).stdout).toMatch(/"noop": false,\s*"revision": {\s*"number": 1/);
  expect((await module(stage, ['publish', folder, ...birds], {})).stderr).toContain(
    'Nothing has changed since revision 1',
  );
  expect((await vitrine(stage, ['publish', folder, ...birds])).stderr).toContain(
    'Nothing has changed since revision 1',
  );
  expect((await byCurl()).stdout).toMatch(/"noop": true,\s*"revision": {\s*"number": 1/);
});

async function runAll(publish: Publish, env: Record<string, string>): Promise<Record<string, Outcome>> {
  const all: Record<string, Outcome> = {};
  for (const { name, files, args = [], env: own } of cases) {
    all[name] = await publish(folderOf(files), [...birds, ...args, '--json'], { ...env, ...own });
  }
  const elsewhere = { ...env, VITRINE_ENDPOINT: env['STORE']! };
  all['a store, not an API'] = await publish(folderOf({ 'a.txt': 'A' }), [...birds, '--json'], elsewhere);
  return all;
}

function outcomeOf({ code, stdout, stderr }: { code: number | null; stdout: string; stderr: string }): Outcome {
  expect(stderr).not.toMatch(/Traceback|Unexpected/);
  const events = stdout
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as { type: string; code?: string; revision?: number | null });
  const codes = events.filter(({ type }) => type === 'issue' || type === 'error').map((event) => event.code!);
  return { code, codes: [...new Set(codes)].sort(), revision: events.at(-1)?.revision ?? null };
}
