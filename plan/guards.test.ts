import { GraphQLObjectType, GraphQLString } from 'graphql';
import { expect, test } from 'vitest';
import { Guards } from './guards.ts';
import { Models } from './models.ts';
import type { PlanContext } from './register.ts';
import type { PlanSettings } from './settings.ts';
import { Unplannable } from './unplanned.ts';

const settings: PlanSettings = {
  models: new Models({}),
  scopes: () => ({ known: true, member: (tenant: string) => tenant === 'lumen' }),
  tenantColumn: 'org_id',
  tenants: () => ['lumen', 'meridian'],
  rowOf: (orgId) => ({ orgId }),
  isRefusal: () => false,
};
const context = {} as PlanContext;

interface Row {
  orgId: string;
}

function guardsOf(pothosOptions: object): Guards {
  const guards = new Guards(settings);
  const fields = { name: { type: GraphQLString } };
  guards.add(new GraphQLObjectType({ name: 'Bird', fields, extensions: { pothosOptions } }));
  return guards;
}

test('scopes of the viewer and of the tenant are checked by name', () => {
  expect(guardsOf({ authScopes: { known: true } }).admits(context)).toBe(true);
  expect(guardsOf({ authScopes: { unknown: true } }).admits(context)).toBe(false);
  expect(guardsOf({ authScopes: ({ orgId }: Row) => ({ member: orgId }) }).tenants(context)).toEqual(['lumen']);
  expect(guardsOf({}).tenants(context)).toEqual(['lumen', 'meridian']);
});

test.each([
  ['a boolean', false],
  ['a function of a boolean', () => false],
  ['a function of nothing', () => undefined],
  ['a promise', async () => ({ known: true })],
  ['a promise that fails', async () => Promise.reject(new Error('The row has no such column.'))],
  ['a function that fails', ({ dataset }: { dataset: Row }) => ({ member: dataset.orgId })],
  ['a list', [{ known: true }]],
  ['scopes that depend on each other', { $any: { known: true } }],
  ['a scope that is not asked for', { known: false }],
])('a rule that is %s is left to the resolvers', (_what, authScopes) => {
  expect(() => guardsOf({ authScopes })).toThrow(Unplannable);
});

test('scopes that a type grants or skips are left to the resolvers', () => {
  expect(() => guardsOf({ authScopes: { known: true }, skipTypeScopes: true })).toThrow(Unplannable);
});
