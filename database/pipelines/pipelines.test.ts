import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { asSuperuser } from '#tests/kit/as-superuser.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { InterruptibleWork, Stopped } from '../interruptible-work.ts';
import { StatementText } from '../statement-text.ts';
import type { Tenant } from '../tenant-query.ts';
import { PipelineAbandoned, type Read } from './pipeline.ts';
import { Pipelines } from './pipelines.ts';

const lab = worldOfFile();

const slugs = "SELECT string_agg(slug, ',' ORDER BY slug), $1::text FROM dataset";
const failing = 'SELECT ($1 || slug)::integer::text FROM dataset';
const sleeping = 'SELECT pg_sleep($1::float)::text';

/** Opens pipelines and waits until they take short reads. */
async function opened(count: number, connectionString = lab().appConnectionString) {
  const pipelines = new Pipelines({ connectionString, options: '-c role=vitrine_app' }, count);
  onTestFinished(() => pipelines.end());
  await expect.poll(() => pipelines.send(read('SELECT 1::text'))).not.toBeNull();
  /** Sends a read, and throws if the pipelines refuse it. */
  const ask = async (asked: Read) => {
    const answer = pipelines.send(asked);
    if (!answer) throw new Error('The pipelines do not take it.');
    return answer;
  };
  return { pipelines, ask };
}

function read(
  text: string | StatementText,
  values: unknown[] = [],
  { tenant = [], work }: { tenant?: Tenant; work?: InterruptibleWork } = {},
): Read {
  return { tenant, statement: { text: typeof text === 'string' ? taking(0.5, text) : text, values }, work };
}

/** Returns a text that is known to take this number of milliseconds. */
function taking(milliseconds: number, text: string): StatementText {
  const known = new StatementText(text);
  known.took(milliseconds);
  return known;
}

/** Returns the connections that are running `pg_sleep`. */
const sleepers = () =>
  asSuperuser<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = $1 AND state = 'active' AND query ~ 'pg_sleep'`,
    [new URL(lab().connectionString).pathname.slice(1)],
  );

test('whatever is in a pipeline at once, everyone sees the rows of their own organizations, and their own failures', async () => {
  const { lumen, meridian } = lab();
  const { ask } = await opened(1);
  const texts = { rows: taking(0.5, slugs), failure: taking(0.5, failing) };
  const asked = fc.record({
    kind: fc.constantFrom('rows' as const, 'rows' as const, 'failure' as const),
    tenant: fc.subarray([lumen, meridian]),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 2, maxLength: 40 }), async (requests) => {
      const answers = await Promise.allSettled(
        requests.map(({ kind, tenant }, index) =>
          ask(read(texts[kind], [`v${index}`], { tenant: tenant.map(({ id }) => id).sort() })),
        ),
      );
      for (const [index, { kind, tenant }] of requests.entries()) {
        const expected = tenant.map(({ slug }) => (slug === 'lumen' ? 'birds' : 'plates')).join(',');
        const answer = answers[index]!;
        if (kind === 'rows') expect(answer).toEqual({ status: 'fulfilled', value: [expected || null, `v${index}`] });
        else if (expected === '') expect(answer).toEqual({ status: 'fulfilled', value: null });
        else
          expect(answer).toMatchObject({
            status: 'rejected',
            reason: { code: '22P02', message: expect.stringMatching(`"v${index}(birds|plates)"`) },
          });
      }
    }),
    { numRuns: 100 },
  );
});

test('what is not known to be short has to have a connection of its own', async () => {
  const { pipelines } = await opened(1);
  expect(pipelines.send(read(new StatementText(slugs), ['new']))).toBeNull();
  expect(pipelines.send(read(taking(100, slugs), ['long']))).toBeNull();
});

test('who is behind one that takes too long is sent elsewhere, and no more connections are opened than there are pipelines', async () => {
  const { pipelines, ask } = await opened(1);
  const stuck = ask(read(sleeping, [2]));
  const behind = ask(read(slugs, ['behind']));
  await expect(behind).rejects.toThrow(PipelineAbandoned);
  expect(await sleepers()).toHaveLength(1);
  do {
    expect(pipelines.send(read(slugs, ['later']))).toBeNull();
  } while ((await sleepers()).length > 0);
  expect(await stuck).toEqual(['']);
  await expect.poll(() => pipelines.send(read(slugs, ['again']))).not.toBeNull();
  expect(pipelines.totalCount).toBe(1);
});

test.each([
  ['before it is found to take too long', (work: InterruptibleWork, _pipelines: Pipelines) => work.stop()],
  [
    'after',
    async (work: InterruptibleWork, pipelines: Pipelines) => {
      await expect.poll(() => pipelines.totalCount).toBe(0);
      await work.stop();
    },
  ],
])('work that is stopped %s takes its statement along, and no other', async (_when, stop) => {
  const { pipelines, ask } = await opened(1);
  const work = new InterruptibleWork();
  const outcomes = Promise.allSettled([ask(read(sleeping, [60], { work })), ask(read(slugs, ['behind']))]);
  await stop(work, pipelines);
  expect(await outcomes).toMatchObject([{ reason: { code: '57014' } }, { reason: expect.any(PipelineAbandoned) }]);
  expect(await sleepers()).toEqual([]);
});

test('who finds all pipelines full waits for room; who has gone by then is not asked for', async () => {
  const { pipelines, ask } = await opened(2);
  const text = taking(2, slugs);
  const tenant = [lab().lumen.id];
  const work = new InterruptibleWork();
  const answers = Array.from({ length: 20 }, (_, index) => ask(read(text, [`v${index}`], { tenant })));
  expect(pipelines.waitingCount).toBeGreaterThan(0);
  const gone = ask(read(text, ['gone'], { tenant, work }));
  await Promise.all([work.stop(), expect(gone).rejects.toThrow(Stopped)]);
  expect(await Promise.all(answers)).toEqual(answers.map((_, index) => ['birds', `v${index}`]));
  expect(pipelines.waitingCount).toBe(0);
});

test('a connection that is lost fails what was in it, and is made again', async () => {
  const { pipelines, ask } = await opened(1);
  const text = taking(2, slugs);
  const outcomes = Promise.allSettled([
    ask(read(sleeping, [60])),
    ...Array.from({ length: 5 }, (_, index) => ask(read(text, [`v${index}`]))),
  ]);
  await expect.poll(sleepers).toHaveLength(1);
  const [sleeper] = await sleepers();
  await asSuperuser('SELECT pg_terminate_backend($1)', [sleeper!.pid]);
  for (const outcome of await outcomes) expect(outcome.status).toBe('rejected');
  await expect.poll(() => pipelines.send(read(slugs, ['again']))).not.toBeNull();
  expect(await ask(read(slugs, ['again']))).toEqual([null, 'again']);
});

test('from a database that is far away many answers are under way at once', async () => {
  const { ask } = await opened(2, await farAway(lab().appConnectionString));
  const text = taking(0.5, slugs);
  const millisecondsOf = async (count: number) => {
    const since = performance.now();
    await Promise.all(Array.from({ length: count }, (_, index) => ask(read(text, [`v${index}`]))));
    return performance.now() - since;
  };
  let one = Infinity;
  for (let turn = 0; turn < 10; turn += 1) one = Math.min(one, await millisecondsOf(1));
  await millisecondsOf(40);
  expect(await millisecondsOf(40)).toBeLessThan(8 * one);
});

/** Returns a URL of the same database, behind a proxy that delays everything by 20 ms each way. */
async function farAway(connectionString: string): Promise<string> {
  const url = new URL(connectionString);
  const port = Number(url.port);
  const delayed = (from: Socket, to: Socket) => {
    from.on('data', (bytes) => void setTimeout(20).then(() => to.write(bytes)));
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };
  const server = createServer((near) => {
    const far = connect(port, url.hostname);
    delayed(near, far);
    delayed(far, near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  url.port = String((server.address() as AddressInfo).port);
  return url.href;
}
