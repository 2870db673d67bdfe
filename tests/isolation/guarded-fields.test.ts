import { type GraphQLObjectType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '#schema/index.ts';
import { isOpenResult, openToEverybody, rootFieldsOpenToEverybody } from './open-to-everybody.ts';

type Scopes = ((...args: unknown[]) => unknown) | Record<string, unknown> | undefined;

/** Returns the rule of a type or field. */
function scopesOf({ extensions }: { extensions: Readonly<Record<string, unknown>> }): Scopes {
  return (extensions['pothosOptions'] as { authScopes?: Scopes } | undefined)?.authScopes;
}

/** Returns whether the rule refuses an anonymous caller. */
function isGuarded(scopes: Scopes): boolean {
  if (typeof scopes === 'function') return true;
  const names = Object.keys(scopes ?? {});
  return names.length > 0 && !names.includes('anyone');
}

const objectTypes = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

test('each field of each type is guarded, by its type or by itself', () => {
  const open = objectTypes
    .filter((type) => !roots.includes(type) && !isGuarded(scopesOf(type)))
    .filter(({ name }) => !openToEverybody.some((pattern) => pattern.test(name)))
    .filter((type) => !isOpenResult(type, scopesOf(type)))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => !isGuarded(scopesOf(field)))
        .map((field) => `${type.name}.${field.name}`),
    );
  expect(open, 'give these an authScopes, or list their type in open-to-everybody.ts and say why').toEqual([]);
});

test('each root field says who may use it', () => {
  const fields = roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {}).map((field) => ({ name: `${root?.name}.${field.name}`, field })),
  );
  expect(fields.filter(({ field }) => scopesOf(field) === undefined).map(({ name }) => name)).toEqual([]);
  const open = fields.filter(({ field }) => !isGuarded(scopesOf(field))).map(({ name }) => name);
  expect(open.sort()).toEqual([...rootFieldsOpenToEverybody].sort());
});

test('each type of rows asks for a membership, not only for somebody known', () => {
  const lenient = objectTypes
    .filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'))
    .filter((type) => typeof scopesOf(type) !== 'function')
    .map(({ name }) => name);
  // A user's sessions are found by the user, not by organization.
  expect(lenient).toEqual(['BrowserSession']);
});
