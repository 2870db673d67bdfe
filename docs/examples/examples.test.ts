import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { folderOf, publishedIn, type Scene, scene, sha256Of } from '#sdk/testing/scene.ts';
import { projectFile } from '#system/project-files.ts';
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

test.skipIf(!hasPython)('publish.py publishes, and says what went wrong', async () => {
  const stage = await scene();
  const folder = folderOf({ 'robin.txt': 'A robin.', 'sea/puffin.txt': 'A puffin.', 'notes.bin': 'Left out.' });
  const env = { ...environmentOf(stage), PYTHONPATH: projectFile('python') };
  const publish = (more: object = {}) => run('python3', [script, folder, 'lumen/birds'], { env: { ...env, ...more } });

  expect((await publish()).stdout).toBe('lumen/birds@1\n');
  expect((await publish()).stdout).toBe('lumen/birds@1\n');
  expect((await publishedIn(stage)).get(1)).toEqual(
    new Map([
      ['robin.txt', sha256Of('A robin.')],
      ['sea/puffin.txt', sha256Of('A puffin.')],
    ]),
  );
  await expect(publish({ VITRINE_TOKEN: stage.world.mallory.token })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/NOT_FOUND: The organization lumen does not exist.*\(request .*\)/),
  });
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
