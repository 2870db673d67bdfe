import { GraphQLError, parse, specifiedRules, validate } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '#schema/index.ts';
import { explainMistake } from './explain-mistake.ts';

const datasets = (args: string) => `{ datasets(${args}) { edges { cursor } } }`;

/** Documents that break each rule of GraphQL.js, in each way that has a separate message. */
const breaches: Record<string, string[]> = {
  ExecutableDefinitionsRule: ['type A { b: Int }', 'schema { query: A }'],
  UniqueOperationNamesRule: ['query A { viewer { kind } } query A { viewer { kind } }'],
  LoneAnonymousOperationRule: ['{ viewer { kind } } query B { viewer { kind } }'],
  SingleFieldSubscriptionsRule: [
    'subscription { a: ingestSession(id: "x") { id } b: ingestSession(id: "y") { id } }',
    'subscription S { a: ingestSession(id: "x") { id } b: ingestSession(id: "y") { id } }',
    'subscription { __typename }',
  ],
  KnownTypeNamesRule: ['{ node(id: "x") { ... on Datasett { id } } }', 'query ($a: Gone) { viewer { kind } }'],
  FragmentsOnCompositeTypesRule: ['fragment A on Int { a }', '{ viewer { ... on String { a } } }'],
  VariablesAreInputTypesRule: ['query ($a: Viewer) { viewer { kind } }'],
  ScalarLeafsRule: ['{ viewer }', '{ viewer { kind { name } } }'],
  FieldsOnCorrectTypeRule: ['{ datasetz { id } }', '{ zzz }', '{ node(id: "x") { slug } }'],
  UniqueFragmentNamesRule: ['fragment A on Viewer { kind } fragment A on Viewer { kind }'],
  KnownFragmentNamesRule: ['{ viewer { ...Gone } }'],
  NoUnusedFragmentsRule: ['{ viewer { kind } } fragment A on Viewer { kind }'],
  PossibleFragmentSpreadsRule: [
    '{ viewer { ... on Dataset { id } } }',
    '{ viewer { ...A } } fragment A on Dataset { id }',
  ],
  NoFragmentCyclesRule: [
    'fragment A on Viewer { ...A }',
    'fragment A on Viewer { ...B } fragment B on Viewer { ...C } fragment C on Viewer { ...A }',
  ],
  UniqueVariableNamesRule: ['query ($a: Int, $a: Int) { viewer { kind } }'],
  NoUndefinedVariablesRule: [datasets('first: $n'), `query A ${datasets('first: $n')}`],
  NoUnusedVariablesRule: ['query ($a: Int) { viewer { kind } }', 'query A ($a: Int) { viewer { kind } }'],
  KnownDirectivesRule: ['{ viewer @cached { kind } }', 'query @include(if: true) { viewer { kind } }'],
  UniqueDirectivesPerLocationRule: ['{ viewer @skip(if: true) @skip(if: false) { kind } }'],
  KnownArgumentNamesRule: [datasets('limit: 3'), datasets('zzz: 3'), '{ viewer @skip(unless: true) { kind } }'],
  UniqueArgumentNamesRule: [datasets('first: 1, first: 2')],
  ValuesOfCorrectTypeRule: [
    datasets('first: "3"'),
    datasets('first: 3000000000'),
    datasets('first: [3]'),
    datasets('after: 3'),
    datasets('filter: 3'),
    datasets('filter: { name: "x" }'),
    datasets('filter: { statuses: [DRAFT, null] }'),
    datasets('orderBy: { field: "NAME" }'),
    datasets('orderBy: { field: 3 }'),
    datasets('orderBy: { field: NAMES }'),
    datasets('orderBy: { direction: ASC }'),
    datasets('orderBy: { field: null }'),
    '{ node(id: true) { id } }',
    '{ viewer @skip(if: "yes") { kind } }',
    'mutation { createAnnotation(input: { itemId: "x", kind: BOX, label: "a", geometry: {}, confidence: "high" }) { __typename } }',
  ],
  ProvidedRequiredArgumentsRule: ['{ dataset(slug: "a") { id } }', '{ viewer @skip { kind } }'],
  VariablesInAllowedPositionRule: [`query ($n: String) ${datasets('first: $n')}`],
  OverlappingFieldsCanBeMergedRule: [
    '{ a: viewer { kind } a: datasets { edges { cursor } } }',
    '{ a: node(id: "x") { id } a: node(id: "y") { id } }',
  ],
  UniqueInputFieldNamesRule: [datasets('filter: { text: "a", text: "b" }')],
  MaxIntrospectionDepthRule: [
    '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
  ],
};

test.each(specifiedRules.map((rule) => [rule.name, rule] as const))(
  'each message of %s is replaced by one that says what to do',
  (name, rule) => {
    for (const document of breaches[name] ?? ['']) {
      const errors = validate(schema, parse(document), [rule]);
      expect(errors, document).not.toEqual([]);
      for (const error of errors) {
        const { message } = explainMistake(error);
        expect(message).not.toBe(error.message);
        expect(message).toMatch(/\. [A-Z].*[.?]$|must be .*\.$/);
      }
    }
  },
);

test('a message of ours stays, and a suggestion stays at the end', () => {
  expect(explainMistake(new GraphQLError('Ask for less. Did you mean 3?')).message).toBe(
    'Ask for less. Did you mean 3?',
  );
  const [error] = validate(schema, parse('{ datasetz { id } }'));
  expect(explainMistake(error!).message).toBe(
    'The type Query has no field "datasetz". The schema lists its fields. Did you mean "dataset" or "datasets"?',
  );
});
