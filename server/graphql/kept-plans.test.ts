import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { anonymous } from '#domain/viewer.ts';
import { schema } from '#schema/index.ts';
import { createMetrics } from '#server/metrics/metrics.ts';
import { contextOf } from '#tests/kit/person.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { createGraphql } from './create-graphql.ts';
import { allPlans } from './kept-plans.ts';
import { prepareOperation } from './prepared-operation.ts';

const lab = worldOfFile();

const query = 'query ($id: ID!) { node(id: $id) { id ... on Item { key } } }';
const idOf = (type: string) => Buffer.from(`${type}:00000000-0000-7000-8000-000000000000`).toString('base64');

test('a caller without a credential cannot fill the memory with plans of types that do not exist', async () => {
  const metrics = createMetrics();
  const yoga = createGraphql({ metrics });
  const send = async (id: string) => {
    const context = contextOf(lab(), anonymous);
    const request = new yoga.fetchAPI.Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { id } }),
    });
    await (await yoga.fetch(request, { ...context, contextFor: async () => context })).text();
  };
  await send(idOf('Item'));
  const bytes = allPlans.byteSize;
  for (let n = 0; n < 40; n += 1) await send(idOf(`Unknown${n}`));
  await send(idOf('x'.repeat(60_000)));
  await send(idOf('x'.repeat(300_000)));
  await send(idOf('PageInfo'));
  expect(allPlans.byteSize).toBe(bytes);
  const { values } = await metrics.plans.get();
  expect(new Map(values.map(({ labels, value }) => [labels['reason'], value]))).toEqual(
    new Map([
      ['NONE', 1],
      ['NODE_ID', 42],
      ['TEXT', 1],
    ]),
  );
});

test('the plans of all operations share one limit, whatever switches a caller turns', () => {
  const switches = Array.from({ length: 8 }, (_, index) => `s${index}`);
  const text = `query (${switches.map((name) => `$${name}: Boolean!`).join(', ')}) {
    dataset(organizationSlug: "lumen", slug: "birds") { id items(first: 1) { edges { node { id ${switches
      .map((name, index) => `${'long'.repeat(2_000)}${index}: key @skip(if: $${name})`)
      .join(' ')} } } } } }`;
  const { plan } = prepareOperation(schema, parse(text), null)!;
  for (let turned = 0; turned < 2 ** switches.length; turned += 1) {
    const variables = Object.fromEntries(switches.map((name, index) => [name, ((turned >> index) & 1) === 1]));
    expect(plan(variables).unplanned).toBeUndefined();
    expect(allPlans.byteSize).toBeLessThanOrEqual(64 * 1024 ** 2);
  }
});
