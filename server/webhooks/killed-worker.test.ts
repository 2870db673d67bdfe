import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { forkProcess } from '#tests/kit/processes.ts';
import { seedWebhook } from '#tests/kit/seed-webhook.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { startReceiver } from './testing/receiver.ts';

const lab = worldOfFile();
const script = fileURLToPath(new URL('testing/worker.ts', import.meta.url));
const kills = 3;

async function startWorker() {
  const child = forkProcess(script, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: lab().connectionString },
  });
  await once(child, 'message');
  return child;
}

test('over kill -9 of the worker no event is lost, and none overtakes another', async () => {
  const { databases, lumen } = lab();
  const receiver = await startReceiver();
  await seedWebhook(lab(), lumen.id, { url: receiver.url });
  const ids: string[] = [];
  const over = new AbortController();
  const writing = (async () => {
    while (!over.signal.aborted) {
      const id = newId();
      await databases.system.event.createMany({ data: [{ id, orgId: lumen.id, kind: 'MEMBER_JOINED', data: {} }] });
      ids.push(id);
    }
  })();
  for (let kill = 0; kill < kills; kill += 1) {
    const before = receiver.received.length;
    const worker = await startWorker();
    await expect.poll(() => receiver.received.length, { interval: 1 }).toBeGreaterThan(before + 5);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    // Another worker would wait for the end of the lease.
    await databases.system.webhook.updateMany({ data: { leaseUntil: new Date() } });
  }
  over.abort();
  await writing;
  await startWorker();
  await expect.poll(() => receiver.ids().at(-1)).toBe(ids.at(-1));
  // A message that comes again counts when it came first.
  expect([...new Set(receiver.ids())]).toEqual(ids);
});
