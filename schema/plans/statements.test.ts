import { getOperationAST, getVariableValues, parse } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { planOperation } from '#plan/plan-operation.ts';
import { writeStatement } from '#plan/write-statement.ts';
import { answerIn } from '#tests/kit/ask.ts';
import { seedAssets } from '#tests/kit/seed-assets.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { statementsOf } from '#tests/statements/count-statements.ts';
import { schema } from '../index.ts';

const lab = worldOfFile();

beforeAll(async () => {
  const { birds, databases } = lab();
  await seedItems(
    databases.system,
    birds,
    Array.from({ length: 3_000 }, (_, index) => ({
      key: `k${index}`,
      position: index,
      tags: index % 100 === 0 ? ['common', 'rare'] : ['common'],
    })),
  );
  await seedAssets(databases.system, birds);
  await databases.systemPool.query(`
    INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at, source_id, source_role)
    SELECT gen_random_uuid(), org_id, sha256, 9, 'image/webp', object_key || '-thumbnail', now(), id, 'THUMBNAIL' FROM asset;
    INSERT INTO annotation (id, org_id, dataset_id, item_key, kind, label, geometry, source)
    SELECT gen_random_uuid(), org_id, dataset_id, key, 'POINT', 'bird', '{}', 'REVIEWER' FROM item;
    ANALYZE`);
});

const items = `query ($first: Int, $after: String, $filter: ItemFilter) {
  dataset(organizationSlug: "lumen", slug: "birds") {
    items(first: $first, after: $after, filter: $filter) {
      edges { cursor node {
        id key assets { id role } thumbnail { id signedUrl { url } } content { primary { id } }
        annotations(first: 5) { edges { node { id label } } }
      } }
      pageInfo { hasNextPage hasPreviousPage endCursor }
      totalCount
    }
  }
}`;
const page = items.replace('totalCount', '');
const hot: [string, string, Record<string, unknown>, number][] = [
  [
    'datasets with counts',
    '{ datasets(first: 50) { edges { node { name revision { itemCount } } } pageInfo { endCursor } totalCount } }',
    {},
    1,
  ],
  // The second statement writes the access log.
  ['a page of 1 item, with files, URLs and annotations', items, { first: 1 }, 2],
  ['a page of 100', items, { first: 100 }, 2],
  [
    'one item',
    '{ dataset(organizationSlug: "lumen", slug: "birds") { item(key: "k7") { id assets { id } annotations { edges { node { id } } } } } }',
    {},
    1,
  ],
  ['facets', '{ dataset(organizationSlug: "lumen", slug: "birds") { facets { tags { value count } } } }', {}, 1],
];

test.each(hot)('%s: as many statements however much is asked', async (_name, query, variables, expected) => {
  const context = await lab().bob.context();
  const { result, sent } = await statementsOf(() => answerIn(context, query, variables));
  expect(result.errors).toBeUndefined();
  expect(sent).toHaveLength(expected);
});

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

test.each([
  ...hot.map(([name, query, variables]) => [name, query, variables] as const),
  ['a page with a common tag', page, { first: 50, filter: { tags: { all: ['common'] }, types: ['IMAGE'] } }] as const,
  ['a page with a rare tag', page, { first: 50, filter: { tags: { all: ['rare'] } } }] as const,
])('%s: no table is read from end to end, and of the items only those of the page', async (_name, query, variables) => {
  const { bob, lumen, databases } = lab();
  const document = parse(query);
  const operation = getOperationAST(document)!;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const { plan } = planOperation(schema, document, operation)(coerced!);
  const statement = writeStatement(plan!, { context: await bob.context(), variables: coerced! });
  if ('unplanned' in statement) throw new Error(statement.unplanned.kind);
  const client = await databases.appPool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `SELECT set_config('app.org_ids', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true),
        set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true), set_config('enable_hashjoin', 'off', true),
        set_config('enable_bitmapscan', 'off', true), set_config('enable_material', 'off', true)`,
      [lumen.id],
    );
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>({
      text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${statement.text}`,
      values: statement.values,
    });
    const nodes = nodesOf(rows[0]!['QUERY PLAN'][0]!.Plan);
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'])).toEqual([]);
    const read = nodes
      .filter((node) => node['Relation Name'] === 'item')
      .map((node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']);
    for (const count of read) expect(count).toBeLessThanOrEqual(102);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
});
