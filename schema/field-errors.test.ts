import { getNamedType, isInputObjectType, isNonNullType, isObjectType, isUnionType } from 'graphql';
import { expect, test } from 'vitest';
import { answerTo } from '#tests/kit/ask.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { world } from '#tests/kit/world.ts';
import { schema } from './index.ts';

const mistakes = [
  ['items(first: 101) { edges { cursor } }', 'items', 'LIMIT_EXCEEDED'],
  ['items(first: -1) { edges { cursor } }', 'items', 'INVALID_INPUT'],
  ['items(after: "x") { edges { cursor } }', 'items', 'INVALID_INPUT'],
  ['items(revisionNumber: 99) { edges { cursor } }', 'items', 'NOT_FOUND'],
  ['item(key: "heron", revisionNumber: 99) { id }', 'item', 'NOT_FOUND'],
  ['facets(revisionNumber: 99) { countKind }', 'facets', 'NOT_FOUND'],
  ['revisions(first: 101) { edges { cursor } }', 'revisions', 'LIMIT_EXCEEDED'],
  ['diff(fromRevisionNumber: 1, toRevisionNumber: 99) { totalCount }', 'diff', 'NOT_FOUND'],
] as const;

test.each(mistakes)('%s is null with its error, in a dataset that is there', async (selection, field, code) => {
  const { alice, birds, databases } = await world();
  await seedItems(databases.system, birds, [{ key: 'heron', position: 1 }]);
  const around = 'slug name revision { number } egret: item(key: "egret") { id } whole: items(first: 1) { totalCount }';
  const query = `{ dataset(organizationSlug: "lumen", slug: "birds") { ${selection} ${around} } viewer { kind } }`;
  const { data, errors } = await answerTo(alice, query);
  expect(data).toEqual({
    dataset: {
      [field]: null,
      slug: 'birds',
      name: 'Birds',
      revision: { number: 1 },
      egret: null,
      whole: { totalCount: 1 },
    },
    viewer: { kind: 'TOKEN' },
  });
  expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([[['dataset', field], code]]);
});

test('a draft has the same errors as a dataset with revisions', async () => {
  const { alice } = await world();
  const query = '{ dataset(organizationSlug: "lumen", slug: "birds") { name items(first: 101) { edges { cursor } } } }';
  const { data, errors } = await answerTo(alice, query);
  expect(data).toEqual({ dataset: { name: 'Birds', items: null } });
  expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
    [['dataset', 'items'], 'LIMIT_EXCEEDED'],
  ]);
});

test('fields of queries and subscriptions may be null, results of mutations never', () => {
  const [queries, mutations, subscriptions] = [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ].map((type) => Object.values(type!.getFields()));
  expect([...queries!, ...subscriptions!].filter(({ type }) => isNonNullType(type))).toEqual([]);
  expect(mutations!.filter(({ type }) => !isNonNullType(type))).toEqual([]);
});

test('a field with arguments may be null, so that a bad argument leaves its neighbours', () => {
  const strict = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && type !== schema.getMutationType())
    .flatMap((type) => Object.values(isObjectType(type) ? type.getFields() : {}).map((field) => ({ type, field })))
    .filter(({ type, field }) => !type.name.startsWith('__') && field.args.length > 0 && isNonNullType(field.type))
    .map(({ type, field }) => `${type.name}.${field.name}`);
  expect(strict).toEqual([]);
});

test('a mutation with a text lists InvalidInput, and one with an id lists NotFound: both stay in its union', () => {
  const missing: string[] = [];
  for (const { name, args, type } of Object.values(schema.getMutationType()!.getFields())) {
    const union = getNamedType(type);
    const errors = isUnionType(union) ? union.getTypes().map((each) => each.name) : [];
    const inputs = args.map((each) => getNamedType(each.type)).filter(isInputObjectType);
    const taken = inputs.flatMap((input) =>
      Object.values(input.getFields()).map((field) => String(getNamedType(field.type))),
    );
    if (taken.includes('String') && !errors.includes('InvalidInput')) missing.push(`${name}: InvalidInput`);
    if (taken.includes('ID') && !errors.includes('NotFound')) missing.push(`${name}: NotFound`);
  }
  expect(missing).toEqual([]);
});
