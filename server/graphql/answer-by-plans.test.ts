import { expect, test } from 'vitest';
import { anonymous } from '#domain/viewer.ts';
import { contextOf } from '#tests/kit/person.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { createMetrics } from '../metrics/metrics.ts';
import type { RequestContext } from './arriving-request.ts';
import { createGraphql, type GraphqlOptions } from './create-graphql.ts';

const lab = worldOfFile();

const plannedQuery = '{ dataset(organizationSlug: "lumen", slug: "birds") { name } }';
const unplannedQuery = '{ dataset(organizationSlug: "lumen", slug: "birds") { name organization { name } } }';

async function planIn(options: GraphqlOptions, context: RequestContext, query: string) {
  const yoga = createGraphql(options);
  const response = await yoga.fetch(
    new yoga.fetchAPI.Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query }),
    }),
    { ...context, contextFor: async () => context },
  );
  const { extensions } = (await response.json()) as { extensions?: { plan?: unknown } };
  return extensions?.plan;
}

async function fromGraphiql(): Promise<RequestContext> {
  return { ...(await lab().bob.context()), isFromGraphiql: true };
}

test('GraphiQL shows whether an operation was planned, and why not', async () => {
  expect(await planIn({}, await fromGraphiql(), plannedQuery)).toEqual({ planned: true, unplanned: null });
  expect(await planIn({}, await fromGraphiql(), unplannedQuery)).toEqual({
    planned: false,
    unplanned: { kind: 'FIELD', field: 'Dataset.organization' },
  });
  const lister =
    '{ dataset(organizationSlug: "lumen", slug: "birds") { items(filter: { text: "x" }) { edges { cursor } } } }';
  expect(await planIn({}, await fromGraphiql(), lister)).toEqual({
    planned: false,
    unplanned: { kind: 'ARGUMENT', argument: 'filter' },
  });
  const strange = '{ dataset(organizationSlug: "lumen", slug: "\\u0000") { name } }';
  expect(await planIn({}, await fromGraphiql(), strange)).toEqual({ planned: false, unplanned: { kind: 'TEXT' } });
});

test('other clients, and users who may not see the schema, are not shown the plan', async () => {
  expect(await planIn({}, await lab().bob.context(), unplannedQuery)).toBeUndefined();
  expect(await planIn({ introspection: 'nobody' }, await fromGraphiql(), unplannedQuery)).toBeUndefined();
  const stranger: RequestContext = { ...contextOf(lab(), anonymous), isFromGraphiql: true };
  expect(await planIn({}, stranger, '{ __typename }')).toBeUndefined();
});

test('the reasons are counted by kind, and logged at debug', async () => {
  const metrics = createMetrics();
  const lines: unknown[] = [];
  const context = await lab().bob.context();
  const logger = Object.assign(Object.create(context.logger) as typeof context.logger, {
    debug: (facts: unknown) => lines.push(facts),
  });
  await planIn({ metrics }, { ...context, logger }, plannedQuery);
  await planIn({ metrics }, { ...context, logger }, unplannedQuery);
  const { values } = await metrics.plans.get();
  expect(values.map(({ labels, value }) => [labels['reason'], value])).toEqual([
    ['NONE', 1],
    ['FIELD', 1],
  ]);
  expect(lines).toContainEqual({ unplanned: { kind: 'FIELD', field: 'Dataset.organization' } });
});
