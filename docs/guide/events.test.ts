import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { updateDataset } from '#domain/datasets/update-dataset.ts';
import { allEventKinds, eventKinds } from '#domain/events/event-kinds.ts';
import { redeliver } from '#domain/webhooks/deliveries.ts';
import { signDelivery } from '#domain/webhooks/sign-delivery.ts';
import { newSigningKeys } from '#domain/webhooks/signing-keys.ts';
import { publish } from '#sdk/publish.ts';
import { root } from '#sdk/testing/command.ts';
import { doneOf, folderOf, type Scene, scene } from '#sdk/testing/scene.ts';
import { dispatch } from '#server/webhooks/testing/dispatch.ts';
import { answerTo } from '#tests/kit/ask.ts';
import { hasPrograms, isAtHand } from '#tests/kit/at-hand.ts';
import { startProcess } from '#tests/kit/processes.ts';
import { seedWebhook } from '#tests/kit/seed-webhook.ts';
import { world } from '#tests/kit/world.ts';
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

test('the function of the page accepts what Vitrine signs, and nothing else', async () => {
  const [code = ''] = textsOf(page, 'js');
  const file = join(folderOf({ 'is-signed.mjs': code }), 'is-signed.mjs');
  const { isSigned } = (await import(file)) as { isSigned: (headers: object, body: string, secret: string) => boolean };
  const { secret, hmacKey, privateKey: der } = newSigningKeys();
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const at = (milliseconds: number) =>
    signDelivery({ id: '1', body: '{"a":"ü"}', at: new Date(milliseconds) }, [{ hmacKey, privateKey }]);
  expect(isSigned(at(Date.now()), '{"a":"ü"}', secret)).toBe(true);
  expect(isSigned(at(Date.now()), '{"a":"u"}', secret)).toBe(false);
  expect(isSigned(at(Date.now() - 600_000), '{"a":"ü"}', secret)).toBe(false);
  expect(isSigned(at(Date.now()), '{"a":"ü"}', newSigningKeys().secret)).toBe(false);
});

test.skipIf(!hasTools)('the receiver in Python prints each event once', async () => {
  const made = await world();
  const hook = await seedWebhook(made, made.lumen.id);
  const env = { PATH: process.env['PATH'], WEBHOOK_SECRET: hook.secret };
  const script = join(root, 'docs/examples/webhook_receiver.py');
  const receiver = startProcess('python3', [script, '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void receiver.kill());
  let printed = '';
  receiver.stdout.on('data', (chunk) => {
    printed += String(chunk);
  });
  await expect.poll(() => printed).toMatch(/^listening \d+\n/);
  const url = `http://127.0.0.1:${/\d+/.exec(printed)?.[0]}/`;
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
  await made.databases.system.webhook.updateMany({ data: { url } });
  dispatch(made);
  await updateDataset(await made.alice.context(), { datasetId: made.birds.id, name: 'Owls' });
  await expect.poll(() => printed).toMatch(/vitrine\.dataset\.changed lumen\/birds\n$/);
  const delivery = async () => made.databases.system.webhookDelivery.findFirst({ where: { isManual: false } });
  await expect.poll(async () => (await delivery())?.state).toBe('DELIVERED');
  await redeliver(await made.ada.context(), { deliveryId: (await delivery())!.id });
  const again = { isManual: true, state: 'DELIVERED' as const };
  await expect.poll(() => made.databases.system.webhookDelivery.count({ where: again })).toBe(1);
  expect(printed.match(/vitrine\./g)).toHaveLength(1);
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
    'js',
    'json',
    'python',
    'sh',
    'sh follow',
  ]);
});
