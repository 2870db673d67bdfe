import { readFileSync } from 'node:fs';
import { Client, fetchExchange, gql } from '@urql/core';
import { beforeAll, expect, test } from 'vitest';
import type { RequestContext } from '#server/graphql/arriving-request.ts';
import { createMetrics } from '#server/metrics/metrics.ts';
import { answerIn } from '#tests/kit/ask.ts';
import { serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { statementsOf } from './count-statements.ts';
import { pageQueries } from './pages.ts';
import { fillScene, type Scene } from './scene.ts';
import { viewerOperations } from './viewer-operations.ts';

const lab = worldOfFile();
let scene: Scene;
beforeAll(async () => {
  scene = await fillScene(lab());
});

/** Returns the queries of the viewer by name, as they are sent. */
function viewerQueries(): Map<string, string> {
  const file = new URL('../../client/gql/persisted-documents.json', import.meta.url);
  const documents = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  return new Map(
    documents.flatMap((text) => {
      const name = /\bquery (\w+)/.exec(text)?.[1];
      return name ? [[name, text]] : [];
    }),
  );
}

const queries = viewerQueries();

test('each query of the viewer is counted', () => {
  expect(Object.keys(viewerOperations).sort(), 'count it in tests/statements/viewer-operations.ts').toEqual(
    [...queries.keys()].sort(),
  );
});

/** Returns the response to a request, and the statements it sends after the planner and all caches know it. */
async function measured(context: () => Promise<RequestContext>, query: string, variables: Record<string, unknown>) {
  await answerIn(await context(), query, variables);
  const authenticated = await context();
  const { result, sent } = await statementsOf(() => answerIn(authenticated, query, variables));
  expect(result.errors).toBeUndefined();
  return { data: result.data, sent };
}

test.each(Object.entries(viewerOperations))('%s of the viewer', async (name, { variables, statements }) => {
  const { context } = await lab().ada.inBrowser();
  const { sent } = await measured(context, queries.get(name)!, variables(scene));
  if (process.env['PRINT_STATEMENTS']) console.log(`${name}: ${sent.length}`);
  expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(statements);
});

test('each query of the viewer takes the fast path', async () => {
  const metrics = createMetrics();
  const { url, stop } = await serve(lab(), { graphql: { metrics } });
  const { sessionSecret } = await lab().ada.inBrowser();
  const client = new Client({
    url: `${url}/graphql`,
    preferGetMethod: false,
    fetchOptions: { headers: { cookie: `vitrine-session=${sessionSecret}`, 'x-vitrine-csrf': '1' } },
    exchanges: [fetchExchange],
  });
  try {
    for (const [name, { variables }] of Object.entries(viewerOperations)) {
      const { error } = await client.query(gql(queries.get(name)!), variables(scene)).toPromise();
      expect(error, name).toBeUndefined();
    }
    const { values } = await metrics.graphqlPaths.get();
    expect(values.map(({ labels, value }) => ({ ...labels, value }))).toEqual([
      { path: 'fast', reason: 'none', value: Object.keys(viewerOperations).length },
    ]);
  } finally {
    await stop();
  }
});

test.each(Object.entries(pageQueries))('a page of %s', async (name, { query, rows, statements }) => {
  const { context } = await lab().ada.inBrowser();
  const counts: number[] = [];
  for (const first of [5, 20, 100]) {
    const { data, sent } = await measured(context, query, { first });
    const text = JSON.stringify(data);
    expect(text.split('"node":').length - 1, text.slice(0, 300)).toBeGreaterThanOrEqual(Math.min(first, rows));
    counts.push(sent.length);
    expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(statements);
  }
  if (process.env['PRINT_STATEMENTS']) console.log(`${name}: ${counts.join(' ')}`);
  expect(new Set(counts).size).toBe(1);
});
