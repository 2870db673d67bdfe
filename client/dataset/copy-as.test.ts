import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import type { ItemList } from '../item/item-list.ts';
import { asCurl, asGraphQL, asOneQuery, asPython, asTypeScript } from './copy-as.ts';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const origin = 'https://vitrine.example';
const list: ItemList = {
  organization: 'lumen',
  slug: 'birds',
  revision: 3,
  filter: { types: ['IMAGE'], tags: { all: ['it\'s "night" $HOME \\n'] } },
  orderBy: { field: 'CREATED_AT', direction: 'DESC' },
};

test('what is copied as GraphQL is an operation of the schema, with its values beside it or in it', () => {
  expect(validate(schema, parse(asGraphQL(list).query))).toEqual([]);
  expect(JSON.parse(asGraphQL(list).variables)).toEqual(list);
  expect(validate(schema, parse(asOneQuery(list)))).toEqual([]);
  expect(validate(schema, parse(asOneQuery({ ...list, revision: null, filter: null, orderBy: null })))).toEqual([]);
});

test('a shell passes on what is copied as cURL letter by letter', () => {
  const script = asCurl(list, origin).replace(/^curl/, 'printf "%s\\n"');
  const passedOn = execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { VITRINE_TOKEN: 'vtr_x' } });
  const body: unknown = JSON.parse(passedOn.trimEnd().split('\n').at(-1) ?? '');
  expect(body).toMatchObject({ variables: { ...list } });
  expect(passedOn).toContain('authorization: Bearer vtr_x');
});

test('what is copied as a program has the address and every value', () => {
  for (const program of [asPython(list, origin), asTypeScript(list, origin)]) {
    expect(program).toContain(`${origin}/graphql`);
    expect(program).toContain('CREATED_AT');
  }
});
