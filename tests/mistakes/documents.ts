import { type Mistake, query } from './mistake.ts';

const many = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => one(index)).join(' ');
const viewer = '{ viewer { kind } }';
const document = (what: string, text: string, cure: Mistake['cure'], others: Partial<Mistake> = {}): Mistake => ({
  what,
  send: query(text),
  status: 400,
  code: 'BAD_REQUEST',
  at: 'request',
  cure,
  ...others,
});

/** Documents that do not fit the schema, or exceed the cost limit. */
export const documentMistakes: Mistake[] = [
  document('a bracket that is missing', '{ viewer { kind }', /line 1, column 18.*end/),
  document('a character of no language', '{ viewer { kind; } }', /line 1, column 16/),
  document('a text that does not end', '{ dataset(organizationSlug: "lumen) { id } }', /line 1, column.*string/),
  document('a word that begins no operation', 'select * from datasets', /line 1, column 1/),
  document('an unknown field', '{ datasetz { edges { cursor } } }', /schema.*Did you mean/),
  document('an unknown field of nobody', '{ datasetz { edges { cursor } } }', /schema/, { who: 'nobody' }),
  document('an unknown argument', '{ datasets(limit: 3) { edges { cursor } } }', /schema/),
  document('an unknown type', '{ node(id: "x") { ... on Datasett { id } } }', /schema/),
  document('an unknown fragment', '{ viewer { ...Gone } }', /Define/),
  document('a fragment that is not used', `${viewer} fragment Spare on Viewer { kind }`, /remove it/),
  document('a fragment within itself', '{ viewer { ...A } } fragment A on Viewer { ...A }', /Remove/),
  document('a fragment of another type', '{ viewer { ... on Dataset { id } } }', /Viewer/),
  document('an object without a selection', '{ viewer }', /\{ … \}|selection|fields/),
  document('a selection of a text', '{ viewer { kind { name } } }', /Remove/),
  document('an argument that is missing', '{ dataset(slug: "birds") { id } }', /String!/),
  document('an unknown directive', '{ viewer @cached { kind } }', /schema/),
  document('a field with two meanings', '{ node: viewer { kind } node: datasets { edges { cursor } } }', /alias/i),
  document('two operations of one name', `query A ${viewer} query A ${viewer}`, /name/),
  document('a variable that is not declared', '{ datasets(first: $n) { edges { cursor } } }', /Declare/),
  document('a variable that is not used', `query ($n: Int) ${viewer}`, /Remove/),
  document(
    'a variable of a type that does not fit',
    'query ($n: String) { datasets(first: $n) { edges { cursor } } }',
    /Int/,
  ),
  document('an enum value as a text', '{ datasets(orderBy: { field: "NAME" }) { edges { cursor } } }', /quotes/),
  document(
    'an enum value that does not exist',
    '{ datasets(orderBy: { field: TITLE }) { edges { cursor } } }',
    /DatasetOrderField/,
  ),
  document('a number as a text', '{ datasets(first: "3") { edges { cursor } } }', /whole number/),
  document('a number that is too large', '{ datasets(first: 3000000000) { edges { cursor } } }', /2147483647/),
  document('an unknown field of an input', '{ datasets(filter: { name: "x" }) { edges { cursor } } }', /schema/),
  document(
    'a field of an input that is missing',
    '{ datasets(orderBy: { direction: ASC }) { edges { cursor } } }',
    /DatasetOrderField!/,
  ),
  document(
    'a date that is none',
    '{ organization(slug: "lumen") { accessLog(filter: { from: "yesterday" }) { edges { cursor } } } }',
    /2026-/,
  ),
  document(
    'two root fields of a subscription',
    'subscription { a: ingestSession(id: "x") { id } b: ingestSession(id: "y") { id } }',
    /one/,
  ),
  document('a document of 50,001 characters', `${viewer} #${'x'.repeat(50_000)}`, 'The maximum is 50000', {
    code: 'LIMIT_EXCEEDED',
  }),
  document('1,001 tokens', `{ viewer { ${many(1_000, () => 'kind')} } }`, /1000|1,000/, { code: 'LIMIT_EXCEEDED' }),
  document('16 aliases', `{ viewer { ${many(16, (index) => `a${index}: kind`)} } }`, /15/, { code: 'LIMIT_EXCEEDED' }),
  document('9 directives', `{ viewer { ${many(9, (index) => `a${index}: kind @include(if: true)`)} } }`, /8/, {
    code: 'LIMIT_EXCEEDED',
  }),
  document('16 levels', `{ node(id: "x") ${'{ ... on Item { next '.repeat(20)}{ id }${'} }'.repeat(20)} }`, /15/, {
    code: 'LIMIT_EXCEEDED',
  }),
  document(
    'an operation that costs too much',
    '{ datasets(first: 100) { edges { node { items(first: 100) { edges { node { id } } } } } } }',
    'Use `first:',
    { code: 'LIMIT_EXCEEDED' },
  ),
  document('the schema, asked for by nobody', '{ __schema { types { name } } }', 'Sign in, or send a valid token', {
    who: 'nobody',
    status: 200,
    code: 'UNAUTHENTICATED',
  }),
];
