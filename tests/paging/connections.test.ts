import { getNamedType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '#schema/index.ts';
import { answerTo } from '#tests/kit/ask.ts';
import { type World, world } from '#tests/kit/world.ts';
import { type ConnectionCase, connectionCases } from './connection-cases.ts';

/** Returns every field of the schema that returns a connection. */
function connectionFields(): string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field })))
    .filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'))
    .map(({ name }) => name);
}

test('each list of the schema is held to the law', () => {
  expect(Object.keys(connectionCases).sort(), 'give it a case in tests/paging/connection-cases.ts').toEqual(
    connectionFields().sort(),
  );
  console.log(`paging: ${connectionFields().length} connections`);
});

interface Page {
  edges: { cursor: string; node: Record<string, unknown> }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const selectionOf = ({ node }: ConnectionCase) =>
  `{ edges { cursor node { ${node} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;

/** Returns a function that reads pages of a list. */
function listOf(made: World, each: ConnectionCase) {
  const who = each.who?.(made) ?? made.ada;
  const answer = (args: string) => answerTo(who, `{ ${each.ask(made, args, selectionOf(each))} }`);
  return {
    page: async (args: string): Promise<Page> => {
      const { data, errors } = await answer(args);
      if (errors) throw new Error(`${args}: ${errors[0]?.message}`);
      return find(data);
    },
    refusal: async (args: string) => (await answer(args)).errors?.[0]?.extensions?.['code'],
  };
}

/** Finds the field `it` at any depth. */
function find(value: unknown): Page {
  const object = value as Record<string, unknown>;
  if ('it' in object) return object['it'] as Page;
  return find(Object.values(object).find((inner) => typeof inner === 'object' && inner !== null));
}

const size = 3;

/** Lists that are not counted: they are long, or are read for many parents together. */
const uncounted = [
  'Organization.accessLog',
  'Organization.events',
  'Organization.webhooks',
  'Webhook.deliveries',
  'Item.annotations',
];

/** Returns whether a list has `totalCount`. */
function isCounted(name: string): boolean {
  const [parent = '', field = ''] = name.split('.');
  const type = schema.getType(parent);
  const connection = isObjectType(type) ? getNamedType(type.getFields()[field]!.type) : undefined;
  return isObjectType(connection) && 'totalCount' in connection.getFields();
}

test('each list is counted, but for those that would cost too much', () => {
  const found = connectionFields().filter((name) => !isCounted(name));
  expect(found.sort()).toEqual([...uncounted].sort());
});

test.each(Object.entries(connectionCases))('%s', async (name, each) => {
  const made = await world();
  await each.seed(made);
  const { page, refusal } = listOf(made, each);
  const { edges: all } = await page('first: 100');
  const nodes = all.map(({ node }) => JSON.stringify(node));
  // A publish stores the number of changes, and the seed of `Dataset.diff` publishes nothing.
  if (isCounted(name) && name !== 'Dataset.diff') {
    const { data } = await answerTo(
      each.who?.(made) ?? made.ada,
      `{ ${each.ask(made, 'first: 1', '{ totalCount }')} }`,
    );
    expect(find(data)).toEqual({ totalCount: nodes.length });
  }
  expect(all.length).toBeGreaterThanOrEqual(8);
  expect(new Set(nodes).size).toBe(all.length);

  // Reading forward or backward, page by page, gives the same list. The page info of each page is exact.
  const forward: Page['edges'] = [];
  for (let after = ''; ; ) {
    const { edges, pageInfo } = await page(`first: ${size}${after}`);
    forward.push(...edges);
    expect(pageInfo).toEqual({
      hasPreviousPage: forward.length > edges.length,
      hasNextPage: forward.length < all.length,
      startCursor: edges[0]!.cursor,
      endCursor: edges.at(-1)!.cursor,
    });
    if (!pageInfo.hasNextPage) break;
    after = `, after: "${pageInfo.endCursor}"`;
  }
  expect(forward).toEqual(all);
  const backward: Page['edges'] = [];
  for (let before = ''; ; ) {
    const { edges, pageInfo } = await page(`last: ${size}${before}`);
    backward.unshift(...edges);
    expect(pageInfo).toMatchObject({
      hasNextPage: backward.length > edges.length,
      hasPreviousPage: backward.length < all.length,
    });
    if (!pageInfo.hasPreviousPage) break;
    before = `, before: "${pageInfo.startCursor}"`;
  }
  expect(backward).toEqual(all);

  // Arguments that cannot be served are refused with an error.
  expect(await refusal('first: 101')).toBe('LIMIT_EXCEEDED');
  expect(await refusal('first: -1')).toBe('INVALID_INPUT');
  expect(await refusal('first: 1, last: 1')).toBe('INVALID_INPUT');
  expect(await refusal('first: 1, after: "no cursor"')).toBe('INVALID_INPUT');
  const foreign = Buffer.from(JSON.stringify([`of another list than ${name}`, 1])).toString('base64url');
  expect(await refusal(`first: 1, after: "${foreign}"`)).toBe('INVALID_INPUT');
  expect(await refusal(`last: 1, before: "${foreign}"`)).toBe('INVALID_INPUT');

  // A cursor works after its row is deleted, and page info after the neighbours are deleted.
  const [one, two, three, ...rest] = all as [Page['edges'][0], Page['edges'][0], Page['edges'][0], ...Page['edges']];
  const last = rest.pop()!;
  await each.remove(made, three.node);
  const here = await page(`first: ${size}, after: "${three.cursor}"`);
  expect(here.edges).toEqual(rest.slice(0, size));
  expect(here.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
  await each.remove(made, one.node);
  await each.remove(made, two.node);
  await each.remove(made, last.node);
  const between = await page(`first: 100, after: "${three.cursor}"`);
  expect(between.edges).toEqual(rest);
  expect(between.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: false });
  const behind = await page(`last: 100, before: "${last.cursor}"`);
  expect(behind.edges).toEqual(rest);
  expect(behind.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: false });
});
