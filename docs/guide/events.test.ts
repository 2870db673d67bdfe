import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { allEventKinds, eventKinds } from '#domain/events/event-kinds.ts';
import { publish } from '#sdk/publish.ts';
import { root } from '#sdk/testing/command.ts';
import { doneOf, folderOf, type Scene, scene } from '#sdk/testing/scene.ts';
import { answerTo } from '#tests/kit/ask.ts';
import { hasPrograms, isAtHand } from '#tests/kit/at-hand.ts';
import { startProcess } from '#tests/kit/processes.ts';
import { blocksOf, readPage, textsOf } from '../examples/pages.ts';

const run = promisify(execFile);
const page = readPage('docs/guide/events.md');
const hasTools =
  isAtHand(hasPrograms('python3'), 'python3', 'REQUIRE_PYTHON') &&
  isAtHand(hasPrograms('curl', 'jq'), 'curl and jq', 'REQUIRE_CURL');

async function withOnePublish(): Promise<Scene> {
  const stage = await scene();
  await doneOf(publish(folderOf({ 'robin.txt': 'A robin.' }), stage.options));
  return stage;
}

function environmentOf({ world, endpoint }: Scene) {
  const home = folderOf({});
  const programs = join(home, 'bin');
  mkdirSync(programs);
  writeFileSync(join(programs, 'vitrine'), `#!/bin/sh\nexec '${process.execPath}' '${root}dist/bin/main.js' "$@"\n`);
  chmodSync(join(programs, 'vitrine'), 0o755);
  return {
    PATH: `${programs}:${process.env['PATH']}`,
    HOME: home,
    VITRINE_TOKEN: world.ada.token,
    VITRINE_ENDPOINT: `${endpoint}/graphql`,
  };
}

test.skipIf(!hasTools)('the commands and the program of the page about events do what it says', async () => {
  const stage = await withOnePublish();
  const env = environmentOf(stage);
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', textsOf(page, 'sh').join('\n')], { env });
  expect(stdout).toContain('"type":"vitrine.dataset.published","subject":"lumen/birds"');
  expect(stdout).toMatch(/^id: \S+\ndata: \{/m);

  const [follow = ''] = textsOf(page, 'sh follow');
  const follower = startProcess('bash', ['-c', follow], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  // The pipe has several processes.
  onTestFinished(() => void process.kill(-(follower.pid ?? 0)));
  let followed = '';
  follower.stdout.on('data', (chunk) => {
    followed += String(chunk);
  });
  // The follower hears what is published once it is connected.
  for (let made = 0; !followed.includes('\n'); made += 1) {
    await doneOf(publish(folderOf({ 'robin.txt': `Robin ${made}.` }), stage.options));
  }
  expect(followed).toMatch(/^vitrine\.(dataset\.published|revision\.processed) lumen\/birds \d+$/m);

  const [program = ''] = textsOf(page, 'python');
  const first = await run('python3', ['-c', program], { env });
  expect(first.stdout).toMatch(/^vitrine\.dataset\.published lumen\/birds$/m);
  const [, CURSOR = ''] = /^next: (\S+)$/m.exec(first.stdout) ?? [];
  await expect
    .poll(async () => (await run('python3', ['-c', program], { env: { ...env, CURSOR } })).stdout)
    .toMatch(/^(vitrine\.revision\.processed lumen\/birds\n)*next: \S+\n$/);
});

test('the query of the page gives events', async () => {
  const stage = await withOnePublish();
  const [query = ''] = textsOf(page, 'graphql');
  expect(JSON.stringify(await answerTo(stage.world.ada, query))).toContain('"kind":"DATASET_PUBLISHED"');
});

test('the page lists each type of events, and says who sees it', () => {
  const audiences = { READ: 'readers', PUBLISH: 'publishers', ADMIN: 'admins' };
  const rows = [...page.matchAll(/^\| `(vitrine\.[\w.]+)` \|.*\| (\w+) \|$/gm)].map(([, type, who]) => [type, who]);
  expect(rows).toEqual(allEventKinds.map((kind) => [eventKinds[kind].type, audiences[eventKinds[kind].audience]]));
  expect([...new Set(blocksOf(page).map(({ language }) => language))].sort()).toEqual([
    'graphql',
    'json',
    'python',
    'sh',
    'sh follow',
  ]);
});
