import { afterAll, beforeAll, expect, test } from 'vitest';
import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { idOf } from '#tests/kit/mutate.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { type MeasuredApi, startMeasuredApi } from './hostile-api.ts';
import { nastyRequests } from './nasty-requests.ts';
import { randomRequest } from './random-request.ts';
import { sendHostile } from './send-hostile.ts';

/** How many random requests are sent; `npm run prove -- hostile` sends a million. */
const count = Number(process.env['HOSTILE_REQUESTS'] ?? 3_000);
const seed = process.env['HOSTILE_SEED'] ?? 'hostile';
const atOnce = 8;
const batch = 200;

// The proof has the machine to itself; beside other tests, the same work takes longer.
const maxCpuMilliseconds = process.env['HOSTILE_REQUESTS'] ? 100 : 200;
const maxBytes = 50_000_000;
// A request is tried again: a collection of garbage or a first compilation may fall into the first try.
const tries = 4;

const lab = worldOfFile();
let api: MeasuredApi;
beforeAll(async () => {
  api = await startMeasuredApi(lab());
});
afterAll(() => api?.stop());

test('each named request costs little CPU and memory, before and after authentication', async () => {
  const faults: string[] = [];
  let slowest = { name: '', milliseconds: 0 };
  let largest = 0;
  for (const { name, body } of nastyRequests) {
    const authenticated = { authorization: `Bearer ${lab().alice.token}` };
    for (const headers of [undefined, authenticated]) {
      let [milliseconds, bytes] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (let index = 0; index < tries && (milliseconds > maxCpuMilliseconds || bytes > maxBytes); index += 1) {
        const [cpuBefore, bytesBefore] = [api.cpuMilliseconds(), api.residentBytes()];
        const fault = await sendHostile(api.url, { body, ...(headers && { headers }) });
        milliseconds = Math.min(milliseconds, api.cpuMilliseconds() - cpuBefore);
        bytes = Math.min(bytes, api.residentBytes() - bytesBefore);
        if (fault) faults.push(`${name}: ${fault}`);
      }
      if (milliseconds > maxCpuMilliseconds) faults.push(`${name}: ${milliseconds} ms`);
      if (bytes > maxBytes) faults.push(`${name}: ${Math.round(bytes / 1e6)} MB`);
      if (milliseconds > slowest.milliseconds) slowest = { name, milliseconds };
      largest = Math.max(largest, bytes);
    }
  }
  console.log(
    `hostile: ${nastyRequests.length} named requests, at most ${slowest.milliseconds} ms of CPU (${slowest.name}) and ${Math.round(largest / 1e6)} MB each`,
  );
  expect(faults).toEqual([]);
}, 300_000);

test('random requests are answered in bounds', async () => {
  const faults: string[] = [];
  const started = performance.now();
  const cpuAtStart = api.cpuMilliseconds();
  const bytesAtStart = api.residentBytes();
  let worstBatch = 0;
  let mostBytes = 0;
  for (let first = 0; first < count; first += batch) {
    const cpuBefore = api.cpuMilliseconds();
    const last = Math.min(count, first + batch);
    let next = first;
    const send = async () => {
      for (let index = next++; index < last; index = next++) {
        const fault = await sendHostile(api.url, randomRequest(seed, index, lab().alice.token)).catch(String);
        if (fault && faults.length < 20) faults.push(`${seed} ${index}: ${fault}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, send));
    worstBatch = Math.max(worstBatch, (api.cpuMilliseconds() - cpuBefore) / (last - first));
    mostBytes = Math.max(mostBytes, api.residentBytes() - bytesAtStart);
    if (!api.isAlive()) throw new Error('The API has ended.');
  }
  const seconds = (performance.now() - started) / 1_000;
  const mean = (api.cpuMilliseconds() - cpuAtStart) / count;
  console.log(
    `hostile: ${count} random requests, ${Math.round(count / seconds)} a second, ${mean.toFixed(1)} ms of CPU each (${worstBatch.toFixed(1)} in the worst ${batch}), +${Math.round(mostBytes / 1e6)} MB, ${faults.length} faults`,
  );
  expect(faults).toEqual([]);
  expect(worstBatch).toBeLessThan(maxCpuMilliseconds);
  // Eight requests are under way at once.
  expect(mostBytes).toBeLessThan(atOnce * maxBytes);
  expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
}, 7_200_000);

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
    .poll(
      async () => {
        const { event, close } = await follow();
        close();
        return event;
      },
      { timeout: 20_000 },
    )
    .toContain('"state"');
});
