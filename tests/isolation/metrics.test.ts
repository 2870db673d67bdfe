import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTaskList } from '#server/jobs/create-task-list.ts';
import { jobs } from '#server/jobs/index.ts';
import { createLogger } from '#server/logger.ts';
import { measureDatabase } from '#server/metrics/measure-database.ts';
import { measureJob } from '#server/metrics/measure-jobs.ts';
import { measureStorage } from '#server/metrics/measure-storage.ts';
import { createMetrics } from '#server/metrics/metrics.ts';
import { serveMetrics } from '#server/metrics/serve-metrics.ts';
import { serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { canary, fill, type Ids } from './scene.ts';

const lab = worldOfFile();
let ids: Ids;
beforeAll(async () => {
  ids = await fill(lab(), lab().olive, lab().birds, canary);
  await fill(lab(), lab().mallory, lab().plates, 'meridian-own');
});

/** Starts a server with metrics. Returns it with a function that reads the metrics. */
async function serveMeasured(token: string | null = null) {
  const metrics = createMetrics();
  const { databases, storage } = lab();
  const { url, stop } = await serve(lab(), { graphql: { metrics }, storage: measureStorage(storage, metrics) });
  measureDatabase(metrics, databases, createLogger('silent'));
  const served = await serveMetrics(metrics, { host: '127.0.0.1', port: 0, token });
  onTestFinished(async () => {
    await stop();
    await served.close();
  });
  const address = `http://127.0.0.1:${served.port}/metrics`;
  return { url, metrics, address, scrape: async () => (await fetch(address)).text() };
}

const post = (url: string, token: string | null, body: object) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  }).then((response) => response.text());

test('HEAD and OPTIONS of the metrics are answered, and other paths with a sentence', async () => {
  const { address } = await serveMeasured('a token of sixteen');
  const headers = { authorization: 'Bearer a token of sixteen' };
  const head = await fetch(address, { method: 'HEAD', headers });
  expect({ status: head.status, type: head.headers.get('content-type') }).toEqual({
    status: 200,
    type: expect.stringContaining('text/plain') as string,
  });
  expect((await fetch(address, { method: 'HEAD' })).status).toBe(401);
  expect((await fetch(`${address}?collect[]=default`, { headers })).status).toBe(200);
  const options = await fetch(address, { method: 'OPTIONS' });
  expect({ status: options.status, allow: options.headers.get('allow') }).toEqual({
    status: 204,
    allow: 'GET, HEAD, OPTIONS',
  });
  const other = await fetch(address.replace('/metrics', '/'));
  expect({ status: other.status, text: await other.text() }).toEqual({
    status: 404,
    text: expect.stringContaining('This port serves only /metrics') as string,
  });
});

test('what an organization has, and what anybody makes up, is in no metric', async () => {
  const { url, metrics, scrape } = await serveMeasured();
  const { olive, mallory, databases, storage, limits } = lab();
  const everything = `query ${canary.replaceAll('-', '_')} { datasets { edges { node { slug name items { edges { node { key
    assets { id signedUrl { url } } } } } } } } }`;
  for (const { token } of [olive, mallory]) {
    expect(await post(url, token, { query: everything })).toContain('data');
    for (const id of Object.values(ids))
      await post(url, token, { query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id } });
  }
  await post(url, null, { query: `{ ${canary.replaceAll('-', '_')} }` });
  await post(url, olive.token, { query: 'mutation { signOut { __typename } }', operationName: canary });
  await post(url, canary, { query: '{ __typename }' });
  for (const method of ['GET', 'PURGE']) await fetch(`${url}/${canary}?${canary}`, { method });
  await databases.systemPool.query(
    `SELECT graphile_worker.add_job($1, '{}'), graphile_worker.add_job('sweepAssets', '{}')`,
    [canary],
  );
  const job = createTaskList(jobs, {
    databases,
    storage,
    limits,
    logger: createLogger('silent'),
    observeJob: (run) => measureJob(metrics, run),
  })['sweepSessions'];
  const helpers = { job: { id: '1', attempts: 1, max_attempts: 1 }, abortSignal: new AbortController().signal };
  await job?.({}, helpers as Parameters<typeof job>[1]);

  const text = await scrape();
  for (const known of [
    canary,
    canary.replaceAll('-', '_'),
    lab().lumen.id,
    olive.userId,
    lab().birds.id,
    'birds',
    'meridian',
    '192.0.2',
    '127.0.0.1',
  ]) {
    expect(text).not.toContain(known);
  }
  const series = text.split('\n').filter((line) => line.startsWith('vitrine_'));
  const said = (start: string) =>
    Number(
      series
        .find((line) => line.startsWith(start))
        ?.split(' ')
        .at(-1),
    );
  expect(said('vitrine_graphql_operations_total{operation="query",code="OK"}')).toBeGreaterThan(20);
  expect(said('vitrine_graphql_operations_total{operation="none",code="BAD_REQUEST"}')).toBe(2);
  expect(said('vitrine_graphql_operations_total{operation="none",code="UNAUTHENTICATED"}')).toBe(1);
  expect(said('vitrine_graphql_operation_duration_seconds_count{operation="query"}')).toBeGreaterThan(20);
  expect(said('vitrine_graphql_operation_cost_points_count{operation="query"}')).toBeGreaterThan(20);
  expect(said('vitrine_signed_urls_total{purpose="view"}')).toBeGreaterThan(0);
  expect(said('vitrine_http_requests_total{route="viewer",method="other",status="405"}')).toBe(1);
  expect(said('vitrine_jobs{task="sweepAssets",state="queued"}')).toBe(1);
  expect(said('vitrine_jobs{task="other",state="queued"}')).toBe(1);
  expect(said('vitrine_jobs_total{task="sweepSessions",outcome="done"}')).toBe(1);
  expect(said('vitrine_job_duration_seconds_count{task="sweepSessions"}')).toBe(1);
  expect(said('vitrine_ingest_sessions{state="OPEN"}')).toBe(2);
  expect(said('vitrine_database_connections{pool="app",state="idle"}')).toBeGreaterThan(0);
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds ');
  // The number of series is limited, whatever clients request.
  expect(series.length).toBeLessThan(300);
  console.log(`metrics: ${series.length} series, 0 with a word of an organization`);
});

test('with a token set, nobody reads them without', async () => {
  const { address } = await serveMeasured('a-token-of-the-operator');
  const status = async (authorization?: string) =>
    (await fetch(address, { ...(authorization && { headers: { authorization } }) })).status;
  expect([await status(), await status('Bearer guessed'), await status('Bearer a-token-of-the-operator')]).toEqual([
    401, 401, 200,
  ]);
});

test('they are not where the public is', async () => {
  const { url } = await serveMeasured();
  expect(await (await fetch(`${url}/metrics`)).text()).not.toContain('vitrine_');
});
