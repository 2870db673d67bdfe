import { afterAll, beforeAll, expect, test } from 'vitest';
import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { idOf } from '#tests/kit/mutate.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { type MeasuredApi, startMeasuredApi } from './hostile-api.ts';
import { faultsOf, isInBounds, maxBytes, measureAlone, measureTogether } from './measure-requests.ts';
import { nastyRequests } from './nasty-requests.ts';
import { randomRequest } from './random-request.ts';
import { connections, openHostilePool } from './send-hostile.ts';

/** Number of random requests. `npm run prove -- hostile` sends more. */
const count = Number(process.env['HOSTILE_REQUESTS'] ?? 2_000);
const seed = process.env['HOSTILE_SEED'] ?? 'hostile';

/** Number of requests in a batch. Together they normally take less CPU time than the limit for one. */
const batchSize = 24;

const lab = worldOfFile();
let api: MeasuredApi;
let pool: ReturnType<typeof openHostilePool>;
beforeAll(async () => {
  api = await startMeasuredApi(lab());
  pool = openHostilePool(api.url);
});
afterAll(async () => {
  await pool?.close();
  await api?.stop();
});

test('each named request costs little CPU and memory, before and after authentication', async () => {
  const faults: string[] = [];
  let slowest = { name: '', milliseconds: 0 };
  let largest = 0;
  for (const { name, body } of nastyRequests) {
    for (const headers of [undefined, { authorization: `Bearer ${lab().alice.token}` }]) {
      const measured = await measureAlone(api, pool.send, { body, ...(headers && { headers }) });
      faults.push(...faultsOf(name, measured));
      if (measured.cpuMilliseconds > slowest.milliseconds) slowest = { name, milliseconds: measured.cpuMilliseconds };
      largest = Math.max(largest, measured.bytes);
    }
  }
  console.log(
    `hostile: ${nastyRequests.length} named requests, at most ${slowest.milliseconds} ms of CPU (${slowest.name}) and ${Math.round(largest / 1e6)} MB each`,
  );
  expect(faults).toEqual([]);
});

test('random requests are answered in bounds', async () => {
  const faults: string[] = [];
  const [startedAt, cpuAtStart, bytesAtStart] = [performance.now(), api.cpuMilliseconds(), api.residentBytes()];
  let [slowest, largest, grown, measuredAlone] = [0, 0, 0, 0];
  for (let first = 0; first < count; first += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, count - first) }, (_, index) =>
      randomRequest(seed, first + index, lab().alice.token),
    );
    const together = await measureTogether(api, pool.send, batch);
    faults.push(...together.faults.map((fault) => `${seed} ${first}: ${fault}`));
    grown = Math.max(grown, api.residentBytes() - bytesAtStart);
    if (isInBounds(together)) continue;
    for (const [index, request] of batch.entries()) {
      const measured = await measureAlone(api, pool.send, request);
      faults.push(...faultsOf(`${seed} ${first + index}`, measured));
      slowest = Math.max(slowest, measured.cpuMilliseconds);
      largest = Math.max(largest, measured.bytes);
      measuredAlone += 1;
    }
    expect(faults.length, faults.slice(0, 20).join('\n')).toBeLessThan(20);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const mean = (api.cpuMilliseconds() - cpuAtStart) / (count + measuredAlone);
  console.log(
    `hostile: ${count} random requests, ${Math.round(count / seconds)} a second, ${mean.toFixed(2)} ms of CPU each; ${measuredAlone} measured alone, at most ${slowest} ms and ${Math.round(largest / 1e6)} MB; +${Math.round(grown / 1e6)} MB in all, ${faults.length} faults`,
  );
  expect(faults).toEqual([]);
  expect(grown).toBeLessThan(connections * maxBytes);
  expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
}, 21_600_000);

test('a caller has at most 20 open subscriptions, and gets them back', async () => {
  const { alice, birds } = lab();
  const session = await openIngestSession(await alice.context(), { datasetId: birds.id, mode: 'APPEND' });
  const follow = async () => {
    const abort = new AbortController();
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${alice.token}`,
      },
      body: JSON.stringify({
        query: `subscription { ingestSession(id: "${idOf('IngestSession', session)}") { state } }`,
      }),
      signal: abort.signal,
    });
    const reader = response.body!.getReader();
    let event = '';
    // The first chunk is a comment that opens the stream.
    while (!/state|LIMIT_EXCEEDED/.test(event)) event += new TextDecoder().decode((await reader.read()).value);
    return { event, close: () => abort.abort() };
  };
  const opened = await Promise.all(Array.from({ length: 20 }, follow));
  for (const { event } of opened) expect(event).toContain('"state"');
  expect((await follow()).event).toContain('LIMIT_EXCEEDED');
  for (const { close } of opened) close();
  await expect
    .poll(async () => {
      const { event, close } = await follow();
      close();
      return event;
    })
    .toContain('"state"');
});
