import { once } from 'node:events';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { startProcess } from '#tests/kit/processes.ts';
import { root, start, textOf, vitrine } from '../testing/command.ts';
import { folderOf, manyFiles, publishedIn, scene, sha256Of } from '../testing/scene.ts';

const birds = ['--org', 'lumen', '--dataset', 'birds'];

test('publish, sessions and pull: data on stdout, what is said about it on stderr', async () => {
  const stage = await scene();
  const folder = folderOf({ 'robin.txt': 'A robin.' });
  const published = await vitrine(stage, ['publish', folder, ...birds, '--message', 'First']);
  expect(published).toMatchObject({ code: 0, stdout: 'lumen/birds@1\n' });
  expect(published.stderr).toContain('Published revision 1: 1 item, 1 file, 8 B');
  expect((await vitrine(stage, ['publish', folder, ...birds])).stderr).toContain('Nothing has changed');

  const sessions = await vitrine(stage, ['sessions', ...birds, '--json']);
  expect(
    sessions.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object),
  ).toMatchObject([
    { state: 'PUBLISHED', noop: true },
    { state: 'PUBLISHED', revisionNumber: 1, message: 'First' },
  ]);
  expect((await vitrine(stage, ['sessions', '--org', 'lumen'])).stdout).toMatch(/birds +PUBLISHED .* revision 1/);

  const pulled = folderOf({});
  expect(await vitrine(stage, ['pull', 'lumen/birds@1', pulled])).toMatchObject({ code: 0, stdout: 'lumen/birds@1\n' });
  expect(readFileSync(join(pulled, 'assets', `robin.${sha256Of('A robin.').slice(0, 12)}.txt`), 'utf8')).toBe(
    'A robin.',
  );
});

test('exit codes and messages say what went wrong and what to do', async () => {
  const stage = await scene();
  const folder = folderOf({ 'robin.txt': 'A robin.' });
  const line = (_: unknown, index: number) => `{"key":"a${index}","type":"IMAGE","assets":[{"path":"no.jpg"}]}\n`;
  const broken = folderOf({ 'manifest.ndjson': `${Array.from({ length: 50 }, line).join('')}x\n` });
  const results = await Promise.all([
    vitrine(stage, ['publish', folder]),
    vitrine(stage, ['publish', join(folder, 'nowhere'), ...birds]),
    vitrine(stage, ['validate', broken]),
    vitrine(stage, ['publish', folder, ...birds], { VITRINE_TOKEN: 'vtr_wrong' }),
    vitrine(stage, ['publish', folder, ...birds, '--expect-revision', '7']),
    vitrine(stage, ['pull', 'lumen/owls', folder]),
    vitrine(stage, ['pull', 'owls', folder]),
    vitrine(stage, ['publish', folder, ...birds, '--concurrency', 'many']),
  ]);
  expect(results.map(({ code }) => code)).toEqual([2, 2, 3, 4, 5, 7, 2, 2]);
  expect(results.map(({ stdout }) => stdout).join('')).toBe('');
  const [, , validation, token, conflict] = results;
  expect(validation?.stderr).toContain('FILE_UNREADABLE (50)\n  line 1, a0, /assets/0/path: "no.jpg" does not exist.');
  expect(validation?.stderr).toContain('… and 31 more issues. Use --json');
  expect(token?.stderr).toContain('vitrine login');
  expect(conflict?.stderr).toMatch(/VERSION_CONFLICT: .*revision 0, not 7[^]*Request /);
});

test('with --json everything is a line of JSON, failures too', async () => {
  const stage = await scene();
  const folder = folderOf({
    'manifest.ndjson': '{"key":"a","type":"TEXT","assets":[{"role":"PRIMARY","path":"a.txt"}]}\n',
  });
  const { stdout, stderr, code } = await vitrine(stage, ['publish', folder, ...birds, '--json']);
  expect(code).toBe(3);
  expect(stderr).toBe('');
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Event)
      // A slow machine reports progress before it has read the folder.
      .filter(({ type }) => type !== 'scan'),
  ).toMatchObject([
    { type: 'issue', line: 1, key: 'a', pointer: '/assets/0/path', code: 'FILE_UNREADABLE' },
    { type: 'error', code: 'VALIDATION_FAILED' },
  ]);
});

test('every way to publish, validate and look at what is wrong', async () => {
  const stage = await scene();
  const robin = folderOf({ 'robin.txt': 'A robin.' });
  const dry = await vitrine(stage, ['publish', robin, ...birds, '--dry-run']);
  expect(dry).toMatchObject({ code: 0, stdout: '' });
  expect(dry.stderr).toContain('Valid: 1 item, 1 file, 8 B can be published');
  expect(await vitrine(stage, ['publish', robin, ...birds, '--expect-revision', '0'])).toMatchObject({ code: 0 });
  const wren = folderOf({ 'wren.txt': 'A wren.' });
  const options = ['--append', '--message', 'One more', '--concurrency', '2', '--no-resume'];
  const appended = await vitrine(stage, ['publish', wren, ...birds, ...options]);
  expect(appended).toMatchObject({ code: 0, stdout: 'lumen/birds@2\n' });
  expect([...((await publishedIn(stage)).get(2)?.keys() ?? [])].sort()).toEqual(['robin', 'wren']);

  // Publishing the pulled folder changes nothing.
  const pulled = folderOf({});
  expect(await vitrine(stage, ['pull', 'lumen/birds', pulled])).toMatchObject({ code: 0 });
  const again = await vitrine(stage, ['publish', pulled, ...birds]);
  expect(again).toMatchObject({ code: 0, stdout: 'lumen/birds@2\n' });
  expect(again.stderr).toContain('Nothing has changed since revision 2');

  expect(await vitrine(stage, ['validate', robin])).toMatchObject({ code: 0, stdout: '' });
  expect(await vitrine(stage, ['validate', robin, ...birds])).toMatchObject({ code: 0, stdout: '' });
  // Only the server can see that these bytes are not stored.
  const line = (_: unknown, index: number) =>
    `{"key":"a${index}","type":"TEXT","assets":[{"sha256":"${'0'.repeat(64)}"}]}\n`;
  const broken = folderOf({ 'manifest.ndjson': Array.from({ length: 30 }, line).join('') });
  const refused = await vitrine(stage, ['validate', broken, ...birds]);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain('ASSET_MISSING (30)');
  const [, session = ''] = /vitrine issues (\S+?)[`.\s]/.exec(refused.stderr) ?? [];
  const issues = await vitrine(stage, ['issues', session]);
  const lines = issues.stdout.trimEnd().split('\n');
  expect(issues.code).toBe(0);
  expect(lines.length).toBeGreaterThanOrEqual(30);
  expect(JSON.parse(lines[29]!)).toMatchObject({ line: 30, key: 'a29', code: 'ASSET_MISSING' });
  expect((await publishedIn(stage)).size).toBe(2);
});

test('killed with -9 anywhere and run again: one revision with the right bytes', async () => {
  const stage = await scene();
  const files = manyFiles(300);
  const folder = folderOf(files);
  const points = [
    (event: Event) => event.type === 'hash',
    (event: Event) => event.type === 'session',
    (event: Event) => event.type === 'upload' && event.files > 0,
    (event: Event) => event.type === 'upload' && event.files > 150,
  ];
  for (const point of points) {
    const child = start(stage, ['publish', folder, ...birds, '--json']);
    for await (const line of createInterface({ input: child.stdout! })) {
      if (!point(JSON.parse(line) as Event)) continue;
      child.kill('SIGKILL');
      break;
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect((await publishedIn(stage)).size).toBe(0);
  }
  expect(await vitrine(stage, ['publish', folder, ...birds])).toMatchObject({ code: 0, stdout: 'lumen/birds@1\n' });
  const published = await publishedIn(stage);
  expect([...published.keys()]).toEqual([1]);
  expect([...(published.get(1)?.values() ?? [])].sort()).toEqual(Object.values(files).map(sha256Of).sort());
});

test('an interrupted publish says how to go on, and ends with 130', async () => {
  const stage = await scene();
  const child = start(stage, ['publish', folderOf(manyFiles(300)), ...birds, '--json']);
  const said = textOf(child.stderr!);
  for await (const line of createInterface({ input: child.stdout! })) {
    if ((JSON.parse(line) as Event).type === 'session') child.kill('SIGINT');
  }
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(130);
  expect(await said).toBe('Stopped. Run the same command again to continue.\n');
});

test('login checks a token and stores it for its owner alone', async () => {
  const stage = await scene();
  const home = folderOf({});
  const env = { VITRINE_TOKEN: '', XDG_CONFIG_HOME: home };
  const bad = await vitrine(stage, ['login'], env, 'vtr_nonsense\n');
  expect(bad.code).toBe(4);

  const login = await vitrine(stage, ['login'], env, `${stage.world.alice.token}\n`);
  expect(login).toMatchObject({ code: 0, stdout: '' });
  expect(login.stderr).toContain('lumen (publisher)');
  expect(login.stderr).not.toContain(stage.world.alice.token);
  const file = join(home, 'vitrine', 'config.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);

  expect(await vitrine(stage, ['sessions', ...birds], { ...env, VITRINE_ENDPOINT: '' })).toMatchObject({ code: 0 });
  // A token is only sent to the endpoint it was stored for.
  const elsewhere = await vitrine(stage, ['sessions', ...birds, '--endpoint', 'http://localhost:9'], env);
  expect(elsewhere.stderr).toContain('No token is set for http://localhost:9/graphql');

  chmodSync(file, 0o644);
  expect((await vitrine(stage, ['sessions', ...birds], env)).stderr).toContain('Other users can read the tokens');
});

test('folders that the system refuses to make are named, or done without', async () => {
  const stage = await scene();
  const robin = folderOf({ 'robin.txt': 'A robin.' });
  const published = await vitrine(stage, ['publish', robin, ...birds], { XDG_CACHE_HOME: '/proc/vitrine' });
  expect(published).toMatchObject({ code: 0, stdout: 'lumen/birds@1\n' });

  const pulled = await vitrine(stage, ['pull', 'lumen/birds', '/proc/vitrine/birds']);
  expect(pulled).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/"\/proc\/vitrine\/birds" cannot be created: ENOENT/),
  });

  const { token } = stage.world.alice;
  const login = await vitrine(stage, ['login'], { XDG_CONFIG_HOME: '/proc/vitrine' }, `${token}\n`);
  expect(login).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/config\.json cannot be written.*\n.*VITRINE_TOKEN/),
  });
});

test('on the machine of the server a token can be made, and works', async () => {
  const stage = await scene();
  const { alice, connectionString } = stage.world;
  const env = { DATABASE_URL: connectionString, VITRINE_TOKEN: '' };
  const made = await vitrine(
    stage,
    ['token', 'create', '--user', alice.email, '--org', 'lumen', '--scope', 'read', '--scope', 'publish'],
    env,
  );
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^vtr_\S+\n$/) });
  const token = made.stdout.trim();
  expect(await vitrine(stage, ['sessions', ...birds], { VITRINE_TOKEN: token })).toMatchObject({ code: 0 });
});

test('npx finds the command in a clone, without a network', async () => {
  const child = startProcess('npx', ['--offline', 'vitrine', '--version'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect((await textOf(child.stdout)).trim()).toMatch(/^\d+\.\d+\.\d+/);
});

interface Event {
  type: string;
  files: number;
}
