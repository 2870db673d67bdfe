import { createHmac, createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { pausedMail } from '#domain/webhooks/paused-mail.ts';
import { answerTo, ask } from '#tests/kit/ask.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { seedWebhook } from '#tests/kit/seed-webhook.ts';
import { type World, worldOfFile } from '#tests/kit/world.ts';
import { maxAttempts, retryDelayMilliseconds } from './retry-delay.ts';
import { dispatch } from './testing/dispatch.ts';
import { type Received, startReceiver } from './testing/receiver.ts';

const lab = worldOfFile();

async function happen(count: number, kind: 'MEMBER_JOINED' | 'MEMBER_REMOVED' = 'MEMBER_JOINED'): Promise<string[]> {
  const { databases, lumen } = lab();
  const ids = Array.from({ length: count }, () => newId());
  for (const id of ids) {
    await databases.system.event.createMany({ data: [{ id, orgId: lumen.id, kind, data: {} }] });
  }
  return ids;
}

const stored = (id: string) => lab().databases.system.webhook.findFirstOrThrow({ where: { id } });

function hasSignature({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

function hasPublicSignature({ headers, body }: Received, publicKey: string): boolean {
  const raw = Buffer.from(publicKey.replace('whpk_', ''), 'base64');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const content = Buffer.from(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`);
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((part) => part.startsWith('v1a,'))
    .some((part) => verify(null, content, key, Buffer.from(part.slice(4), 'base64')));
}

test('an admin creates a webhook, events arrive signed and in order, and a rotated secret overlaps', async () => {
  const { ada, lumen } = lab();
  dispatch(lab());
  const receiver = await startReceiver();
  await happen(1); // Before the webhook.
  const input = { organizationId: idOf('Organization', lumen), url: receiver.url, kinds: ['MEMBER_JOINED'] };
  const made = await mutate(ada, 'createWebhook', input, 'secret webhook { id publicKey }');
  const { secret, webhook } = made as unknown as { secret: string; webhook: { id: string; publicKey: string } };
  const ids = await happen(5);
  await happen(2, 'MEMBER_REMOVED'); // Of no kind that it takes.
  await expect.poll(receiver.ids).toEqual(ids);
  const [first] = receiver.received;
  expect(first?.headers).toMatchObject({ 'content-type': 'application/cloudevents+json; charset=utf-8' });
  expect(JSON.parse(first!.body)).toMatchObject({ id: ids[0], type: 'vitrine.member.joined', specversion: '1.0' });
  for (const message of receiver.received) {
    expect(hasSignature(message, secret)).toBe(true);
    expect(hasPublicSignature(message, webhook.publicKey)).toBe(true);
    expect(hasSignature({ ...message, body: `${message.body} ` }, secret)).toBe(false);
  }
  const rotated = await mutate(ada, 'rotateWebhookSecret', { webhookId: webhook.id }, 'secret');
  await happen(1);
  await expect.poll(() => receiver.received.length).toBe(6);
  const withBoth = receiver.received.at(-1)!;
  expect([hasSignature(withBoth, secret), hasSignature(withBoth, String(rotated['secret']))]).toEqual([true, true]);
  await mutate(ada, 'rotateWebhookSecret', { webhookId: webhook.id, overlapHours: 0 }, 'secret');
  await happen(1);
  await expect.poll(() => receiver.received.length).toBe(7);
  expect(hasSignature(receiver.received.at(-1)!, String(rotated['secret']))).toBe(false);

  const isStored = { webhookId: Buffer.from(webhook.id, 'base64').toString().slice('Webhook:'.length) };
  await expect.poll(() => lab().databases.system.webhookDelivery.count({ where: isStored })).toBe(7);
  const query = `query ($id: ID!) { node(id: $id) { ... on Webhook {
    url enabled deliveries(first: 2) { nodes { state status response attempts request { messageId body } } } } } }`;
  const listed = await ask<{ node: { deliveries: { nodes: { request: { body: string } }[] } } }>(ada, query, {
    id: webhook.id,
  });
  expect(listed.node).toMatchObject({
    enabled: true,
    deliveries: { nodes: [{ state: 'DELIVERED', status: 200, response: 'thanks', attempts: 1 }, {}] },
  });
  expect(listed.node.deliveries.nodes[0]?.request.body).toBe(receiver.received.at(-1)?.body);
  expect(JSON.stringify(listed)).not.toContain('whsec_');
  await mutate(ada, 'deleteWebhook', { webhookId: webhook.id });
});

test('a failed event is attempted again before those behind it; after eight attempts the webhook is paused', async () => {
  const { databases, lumen, ada } = lab();
  let isDown = true;
  const receiver = await startReceiver((response) => {
    response.statusCode = isDown ? 500 : 200;
    response.end();
  });
  const { paused } = dispatch(lab());
  const hook = await seedWebhook(lab(), lumen.id, { url: receiver.url });
  const ids = await happen(3);
  for (let attempt = 1; attempt < maxAttempts; attempt += 1) {
    await expect.poll(async () => (await stored(hook.id)).attempts).toBe(attempt);
    expect((await stored(hook.id)).retryAt!.getTime()).toBeGreaterThan(Date.now());
    await databases.system.webhook.updateMany({ where: { id: hook.id }, data: { retryAt: new Date() } });
  }
  await expect.poll(async () => (await stored(hook.id)).enabled).toBe(false);
  expect(new Set(receiver.ids())).toEqual(new Set([ids[0]]));
  expect(receiver.received).toHaveLength(maxAttempts);
  await expect.poll(() => paused.map(({ id }) => id)).toEqual([hook.id]);
  const mails = await pausedMail({ db: databases.system, installation: lab().installation }, hook, 'No.');
  expect(mails.map(({ to }) => to).sort()).toEqual([ada.email, lab().olive.email].sort());
  const failed = await databases.system.webhookDelivery.findMany({ where: { webhookId: hook.id } });
  expect(failed).toMatchObject([{ state: 'FAILED', attempts: maxAttempts, status: 500 }]);

  isDown = false;
  receiver.received.length = 0;
  await mutate(ada, 'updateWebhook', { webhookId: idOf('Webhook', hook), enabled: true });
  await expect.poll(receiver.ids).toEqual(ids);
  await mutate(ada, 'deleteWebhook', { webhookId: idOf('Webhook', hook) });
});

test('eight attempts take 28 hours', () => {
  const pauses = Array.from({ length: maxAttempts }, (_, index) => retryDelayMilliseconds(index + 1));
  expect(pauses.at(-1)).toBeNull();
  const hours = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0) / 3_600_000;
  expect(hours).toBeGreaterThan(24.8);
  expect(hours).toBeLessThan(30.5);
});

test('a slow receiver delays no other', async () => {
  const { lumen } = lab();
  const slow = await startReceiver(() => {});
  const fast = await startReceiver();
  const hooks = [
    await seedWebhook(lab(), lumen.id, { url: slow.url }),
    await seedWebhook(lab(), lumen.id, { url: fast.url }),
  ];
  const { stop } = dispatch(lab(), { timeoutMilliseconds: 4_000 });
  const begun = Date.now();
  const ids = await happen(20);
  await expect.poll(fast.ids).toEqual(ids);
  expect(Date.now() - begun).toBeLessThan(3_500);
  expect(slow.received).toHaveLength(1);
  await expect.poll(async () => (await stored(hooks[0]!.id)).attempts).toBe(1);
  const [delivery] = await lab().databases.system.webhookDelivery.findMany({ where: { webhookId: hooks[0]!.id } });
  expect(delivery).toMatchObject({ state: 'RETRYING', reason: 'The receiver did not answer in time.' });
  await stop();
  await lab().databases.system.webhook.deleteMany({});
});

test('a hostile receiver harms nothing: huge answers, redirects, names of private addresses', async () => {
  const { lumen } = lab();
  const inner = await startReceiver();
  const huge = await startReceiver((response) => {
    const write = () => void (response.write('x'.repeat(65_536)) && setImmediate(write));
    response.on('drain', write).on('error', () => {});
    write();
  });
  const redirecting = await startReceiver((response) => response.writeHead(307, { location: inner.url }).end());
  const binary = await startReceiver((response) => response.end(Buffer.from([0, 255, 0])));
  const port = new URL(inner.url).port;
  const urls = [
    huge.url,
    redirecting.url,
    binary.url,
    `http://trap.example:${port}/`,
    `http://[::ffff:10.0.0.1]:${port}/`,
  ];
  for (const url of urls) await seedWebhook(lab(), lumen.id, { url });
  // The name gives a public address and one of this machine.
  const resolveName = async () => [
    { address: '93.184.216.34', family: 4 },
    { address: '10.0.0.7', family: 4 },
  ];
  const { outcomes, stop } = dispatch(lab(), { resolveName });
  await happen(1);
  await expect.poll(() => outcomes.length).toBe(5);
  expect(outcomes.map(({ reason }) => reason ?? 'delivered').sort()).toEqual([
    'The address of the receiver is private, local or reserved.',
    'The address of the receiver is private, local or reserved.',
    'The answer is longer than 64 kB.',
    'The receiver answered with a redirect (307), which is not followed.',
    'delivered',
  ]);
  expect(inner.received).toEqual([]);
  await stop();
  await lab().databases.system.webhook.deleteMany({});
});

test('the connection goes to the address that was checked, although the name gives another one later', async () => {
  const { lumen } = lab();
  const receiver = await startReceiver();
  const { port } = new URL(receiver.url);
  await seedWebhook(lab(), lumen.id, { url: `http://changing.example:${port}/` });
  let queries = 0;
  const resolveName = async () => {
    queries += 1;
    return [{ address: queries === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
  };
  const { outcomes, stop } = dispatch(lab(), { resolveName });
  await happen(1);
  await expect.poll(() => outcomes.map(({ delivered }) => delivered)).toEqual([true]);
  expect(queries).toBe(1);
  await stop();
  await lab().databases.system.webhook.deleteMany({});
});

test('events that follow a slow test are delivered under a new lease', async () => {
  const { ada, lumen } = lab();
  const leases: number[] = [];
  const receiver = await startReceiver((response) => {
    void stored(hook.id).then(({ leaseUntil }) => leases.push(leaseUntil!.getTime() - Date.now()));
    setTimeout(() => response.end(), 1_500);
  });
  const hook = await seedWebhook(lab(), lumen.id, { url: receiver.url });
  await mutate(ada, 'testWebhook', { webhookId: idOf('Webhook', hook) }, 'delivery { id }');
  await happen(1);
  const { stop } = dispatch(lab());
  await expect.poll(() => leases.length).toBe(2);
  expect(Math.min(...leases)).toBeGreaterThan(19_000);
  await stop();
  await lab().databases.system.webhook.deleteMany({});
});

test('an event of a kind that is no longer delivered waits no more', async () => {
  const { ada, lumen, databases } = lab();
  const receiver = await startReceiver((response) => response.writeHead(500).end());
  const hook = await seedWebhook(lab(), lumen.id, { url: receiver.url });
  const { stop } = dispatch(lab());
  await happen(1);
  const delivery = () => databases.system.webhookDelivery.findFirst({ where: { webhookId: hook.id } });
  await expect.poll(async () => (await delivery())?.state).toBe('RETRYING');
  await mutate(ada, 'updateWebhook', { webhookId: idOf('Webhook', hook), kinds: ['MEMBER_REMOVED'] });
  expect(await delivery()).toMatchObject({ state: 'FAILED', reason: 'Skipped by an admin.' });
  await stop();
  await databases.system.webhook.deleteMany({});
});

test('tests and redeliveries go beside the order, also to a paused webhook; a dry run sends nothing', async () => {
  const { ada, lumen, databases } = lab();
  const receiver = await startReceiver();
  const { stop } = dispatch(lab());
  const hook = await seedWebhook(lab(), lumen.id, { url: receiver.url });
  const [id] = await happen(1);
  await expect.poll(receiver.ids).toEqual([id]);
  const webhookId = idOf('Webhook', hook);
  await mutate(ada, 'updateWebhook', { webhookId, enabled: false });
  await happen(1);
  const dry = await mutate(ada, 'testWebhook', { webhookId, dryRun: true }, 'request { body } delivery { id }');
  expect(dry).toMatchObject({ delivery: null, request: { body: expect.stringContaining('"test":true') } });
  await mutate(ada, 'testWebhook', { webhookId }, 'request { messageId }');
  await expect.poll(() => receiver.received.length).toBe(2);
  expect(JSON.parse(receiver.received[1]!.body)).toMatchObject({ data: { test: true } });
  expect(hasSignature(receiver.received[1]!, hook.secret)).toBe(true);
  const earlier = await databases.system.webhookDelivery.findFirstOrThrow({ where: { eventId: id! } });
  await mutate(ada, 'redeliver', { deliveryId: idOf('WebhookDelivery', earlier) }, 'delivery { id state isManual }');
  await expect.poll(() => receiver.ids().at(-1)).toBe(id);
  expect(receiver.received).toHaveLength(3);
  await mutate(ada, 'updateWebhook', { webhookId, enabled: true, skipWaiting: true });
  const [next] = await happen(1);
  await expect.poll(() => receiver.ids().slice(3)).toEqual([next]);
  await stop();
});

test('bad URLs are refused with a reason', async () => {
  const { ada, lumen } = lab();
  const made: World = lab();
  const create = async (url: string) =>
    (await mutate(ada, 'createWebhook', { organizationId: idOf('Organization', lumen), url })).code;
  for (const url of [
    'ftp://hooks.example/',
    'hooks',
    'https://user:secret@hooks.example/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]/',
    'https://0x0a000001/',
    'https://[::ffff:a00:1]/',
    `https://hooks.example/${'x'.repeat(2_048)}`,
  ]) {
    expect([url, await create(url)]).toEqual([url, 'INVALID_INPUT']);
  }
  expect(await answerTo(made.bob, '{ organization(slug: "lumen") { webhooks { nodes { url } } } }')).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
});
