import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { vitrine } from '#sdk/testing/command.ts';
import { folderOf, publishedIn, type Scene, scene, sha256Of } from '#sdk/testing/scene.ts';
import { hasPrograms, isAtHand } from '#tests/kit/at-hand.ts';

const run = promisify(execFile);
const hasPython = isAtHand(hasPrograms('python3'), 'python3', 'REQUIRE_PYTHON');
const hasCurl = isAtHand(hasPrograms('curl', 'jq', 'sha256sum'), 'curl, jq and sha256sum', 'REQUIRE_CURL');
const script = join(import.meta.dirname, 'publish.py');
const environmentOf = ({ options, endpoint }: Scene) => ({
  PATH: process.env['PATH'],
  VITRINE_TOKEN: options.token,
  VITRINE_ENDPOINT: `${endpoint}/graphql`,
});

test.skipIf(!hasPython)('publish.py publishes, also over a bad network, in parts, and twice', async () => {
  const stage = await scene({ singlePutByteSize: 5 * 1024 ** 2 });
  const large = Buffer.alloc(20 * 1024 ** 2, 'robin');
  const folder = folderOf({
    'robin.txt': 'A robin.',
    'sea/puffin.txt': 'A puffin.',
    'empty.txt': '',
    'song.bin': large,
  });
  stage.proxy.behave(({ method, number }) => (method === 'PUT' && number % 4 === 2 ? 503 : 'pass'));
  const publish = () =>
    run('python3', [script, folder, '--org', 'lumen', '--dataset', 'birds'], { env: environmentOf(stage) });

  expect((await publish()).stdout).toBe('lumen/birds@1\n');
  expect((await publishedIn(stage)).get(1)).toEqual(
    new Map([
      ['empty', sha256Of('')],
      ['robin', sha256Of('A robin.')],
      ['sea/puffin', sha256Of('A puffin.')],
      ['song', sha256Of(large)],
    ]),
  );
  const puts = stage.proxy.counts['PUT'];
  expect((await publish()).stdout).toBe('lumen/birds@1\n');
  expect(stage.proxy.counts['PUT']).toBe(puts);

  writeFileSync(join(folder, 'robin.txt'), 'Another robin.');
  expect((await publish()).stdout).toBe('lumen/birds@2\n');
  // The command line makes the same items of the same folder.
  expect(await vitrine(stage, ['publish', folder, '--org', 'lumen', '--dataset', 'birds'])).toMatchObject({
    stdout: 'lumen/birds@2\n',
  });
});

test.skipIf(!hasPython)('publish.py says what went wrong', async () => {
  const stage = await scene();
  const folder = folderOf({ 'robin.txt': 'A robin.' });
  const env = { ...environmentOf(stage), VITRINE_TOKEN: stage.world.mallory.token };
  await expect(run('python3', [script, folder, '--org', 'lumen', '--dataset', 'birds'], { env })).rejects.toMatchObject(
    {
      code: 1,
      stderr: expect.stringContaining('There is no organization lumen'),
    },
  );
});

test.skipIf(!hasCurl)('the walk-through with curl does what it says', async () => {
  const stage = await scene();
  const folder = folderOf({ 'robin.jpg': 'Not really a picture.' });
  const page = readFileSync(join(import.meta.dirname, 'curl.md'), 'utf8');
  const blocks = Array.from(page.matchAll(/```sh\n([^]*?)```/g), ([, block]) => block);
  const env = { ...environmentOf(stage), DATASET: 'birds' };
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', blocks.join('\n')], { cwd: folder, env });

  expect(stdout).toContain('ALREADY_EXISTS');
  expect(stdout).toMatch(/"number": 1/);
  expect((await publishedIn(stage)).get(1)).toEqual(new Map([['robin', sha256Of('Not really a picture.')]]));

  const wrong = run('bash', ['-c', blocks.join('\n')], { cwd: folder, env: { ...env, ORG: 'nowhere' } });
  await expect(wrong).rejects.toMatchObject({ stderr: expect.stringContaining('there is no .data.organization.id') });
});
