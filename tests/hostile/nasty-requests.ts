/** A request that would cost an unprotected server more than its client. */
export interface NastyRequest {
  name: string;
  body: string;
}

const megabyte = 990_000;

const times = (count: number, part: string | ((index: number) => string)) =>
  Array.from({ length: count }, (_, index) => (typeof part === 'string' ? part : part(index))).join('');

/** Repeats a part as often as fits into a body. */
const fill = (part: (index: number) => string, byteSize = megabyte) => {
  let text = '';
  for (let index = 0; text.length < byteSize; index += 1) text += part(index);
  return text;
};

const document = (query: string, rest = '') => `{"query":${JSON.stringify(query)}${rest}}`;
const variables = (query: string, json: string) => document(query, `,"variables":${json}`);

const filtered =
  'query ($filter: ItemFilter) { dataset(organizationSlug: "o", slug: "s") { items(filter: $filter) { edges { cursor } } } }';
const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }';
const annotate = 'mutation ($input: CreateAnnotationInput!) { createAnnotation(input: $input) { __typename } }';

/** Returns fragments that each spread the next one twice: 2^n fields for a reader that follows every spread. */
const doubling = (levels: number, on: string, field: string) =>
  `{ ...f0 } ${times(levels, (index) => `fragment f${index} on ${on} { ...f${index + 1} ${field}...f${index + 1} } `)} fragment f${levels} on ${on} { __typename }`;

/** Named hostile requests. Each stands for a stage of the server and a way to make it slow. */
export const nastyRequests: readonly NastyRequest[] = [
  // JSON
  { name: 'JSON of 490,000 nested lists', body: `${'['.repeat(megabyte / 2)}${']'.repeat(megabyte / 2)}` },
  { name: 'JSON that never closes', body: '['.repeat(megabyte) },
  { name: 'JSON of nested objects', body: `${'{"a":'.repeat(160_000)}1${'}'.repeat(160_000)}` },
  {
    name: 'nested lists in variables',
    body: variables(filtered, `{"filter":${'['.repeat(megabyte / 2)}${']'.repeat(megabyte / 2)}}`),
  },
  {
    name: 'nested filters',
    body: variables(filtered, `{"filter":${'{"not":'.repeat(120_000)}null${'}'.repeat(120_000)}}`),
  },
  {
    name: 'nested extensions',
    body: document('{ __typename }', `,"extensions":${'{"a":'.repeat(160_000)}1${'}'.repeat(160_000)}`),
  },
  { name: 'duplicated keys', body: `{${fill(() => '"query":"{a}",')}"query":"{ __typename }"}` },
  { name: 'many keys', body: `{${fill((index) => `"k${index}":0,`)}"query":"{ __typename }"}` },
  { name: 'keys with one hash prefix', body: `{${fill((index) => `"${index * 4096}":0,`)}"query":"{ __typename }"}` },
  {
    name: '__proto__ keys',
    body: `{"__proto__":{"query":"{ __typename }"},"constructor":{"prototype":{"a":1}},"query":"{ __typename }","variables":{"__proto__":{"x":1}}}`,
  },
  { name: 'a number of a million digits', body: document('{ __typename }', `,"extensions":${'9'.repeat(megabyte)}`) },
  {
    name: 'numbers with long fractions',
    body: document('{ __typename }', `,"extensions":{"n":[${fill(() => `0.${'1'.repeat(700)}e-300,`)}1]}`),
  },
  { name: 'escaped text', body: `{"query":"${fill(() => '\\u0020')}{ __typename }"}` },
  { name: 'many small objects', body: document('{ __typename }', `,"extensions":{"n":[${fill(() => '{},')}1]}`) },
  { name: 'many small lists', body: document('{ __typename }', `,"extensions":{"n":[${fill(() => '[],')}1]}`) },
  { name: 'white space', body: `${' '.repeat(megabyte)}{"query":"{ __typename }"}` },
  // Lexer and parser
  { name: 'a document of white space', body: document(`${' '.repeat(megabyte)}{ __typename }`) },
  { name: 'a document of comments', body: document(`${'#\n'.repeat(megabyte / 3)}{ __typename }`) },
  { name: 'a document of one comment', body: document(`#${'x'.repeat(megabyte)}\n{ __typename }`) },
  { name: 'a name of a million letters', body: document(`{ ${'a'.repeat(megabyte)} }`) },
  {
    name: 'names of a thousand letters',
    body: document(`{ ${times(900, (index) => `${'a'.repeat(1_000)}${index} `)} }`),
  },
  {
    name: 'a text of a million letters',
    body: document(`{ dataset(organizationSlug: "${'a'.repeat(megabyte)}", slug: "") { id } }`),
  },
  {
    name: 'a block text of many lines',
    body: document(`{ dataset(organizationSlug: """${' \n'.repeat(300_000)}""", slug: "") { id } }`),
  },
  {
    name: 'escapes in a text',
    body: document(`{ dataset(organizationSlug: "${'\\u{41}'.repeat(100_000)}", slug: "") { id } }`),
  },
  {
    name: 'an integer of a million digits',
    body: document(`{ datasets(first: ${'9'.repeat(megabyte)}) { edges { cursor } } }`),
  },
  {
    name: 'a float of a million digits',
    body: document(`{ datasets(first: 1.${'9'.repeat(megabyte)}) { edges { cursor } } }`),
  },
  { name: 'braces that never close', body: document('{a'.repeat(megabyte / 2)) },
  { name: 'lists that never close', body: document(`{ nodes(ids: ${'['.repeat(megabyte)}`) },
  { name: 'nested lists in a document', body: document(`{ nodes(ids: ${'['.repeat(450)}${']'.repeat(450)}) { id } }`) },
  {
    name: 'nested objects in a document',
    body: document(
      `{ dataset(organizationSlug: "o", slug: "s") { items(filter: ${'{not:'.repeat(300)}null${'}'.repeat(300)}) { edges { cursor } } } }`,
    ),
  },
  {
    name: 'a list type of many levels',
    body: document(`query ($a: ${'['.repeat(480)}Int${']'.repeat(480)}) { __typename }`),
  },
  { name: 'a million tokens', body: document(fill(() => '{a}')) },
  { name: 'an error on a line of a million characters', body: document(`{ ${' '.repeat(megabyte)} ! }`) },
  { name: 'an error on the last of many lines', body: document(`{ ${'\n'.repeat(megabyte / 3)} ! }`) },
  {
    name: 'surrogates',
    body: `{"query":"{ dataset(organizationSlug: \\"${'\\ud800'.repeat(100_000)}\\", slug: \\"\\") { id } }"}`,
  },
  // Validation
  { name: 'the same field 990 times', body: document(`{ ${'__typename '.repeat(990)} }`) },
  {
    name: 'the same field with arguments',
    body: document(`{ ${times(80, 'dataset(organizationSlug: "o", slug: "s") { id } ')} }`),
  },
  {
    name: 'the same field with other arguments',
    body: document(`{ ${times(80, (index) => `dataset(organizationSlug: "o", slug: "${index}") { id } `)} }`),
  },
  {
    name: 'nested fields that overlap',
    body: document(
      `{ ${times(24, `datasets { edges { node { items { edges { node { id key title type } } } } } } `)} }`,
    ),
  },
  {
    name: 'fragments that overlap',
    body: document(
      `{ ${times(60, (index) => `...f${index} `)} } ${times(60, (index) => `fragment f${index} on Query { datasets { edges { cursor } } } `)}`,
    ),
  },
  {
    name: 'fragments that spread each other',
    body: document(
      `{ ...f0 } ${times(28, (index) => `fragment f${index} on Query { ${times(6, (other) => `...f${(index + other + 1) % 28} `)} __typename } `)}`,
    ),
  },
  { name: 'inline fragments that overlap', body: document(`{ ${times(120, '... on Query { viewer { kind } } ')} }`) },
  { name: 'fragments that double', body: document(doubling(80, 'Query', '')) },
  {
    name: 'fragments that double under fields',
    body: document(
      `{ node(id: "x") { ...f0 } } ${times(30, (index) => `fragment f${index} on Item { dataset { item(key: "k") { ...f${index + 1} } } ...f${index + 1} } `)} fragment f30 on Item { id }`,
    ),
  },
  {
    name: 'fragments in a chain',
    body: document(
      `{ ...f0 } ${times(120, (index) => `fragment f${index} on Query { ...f${index + 1} } `)} fragment f120 on Query { __typename }`,
    ),
  },
  {
    name: 'fragments in a circle',
    body: document(`{ ...f0 } ${times(120, (index) => `fragment f${index} on Query { ...f${(index + 1) % 120} } `)}`),
  },
  { name: 'unknown fields', body: document(`{ ${times(900, (index) => `datasats${index} `)} }`) },
  {
    name: 'unknown fields with long names',
    body: document(`{ ${times(900, (index) => `organizationMembership${'s'.repeat(900)}${index} `)} }`),
  },
  {
    name: 'unknown arguments',
    body: document(`{ datasets(${times(300, (index) => `furst${index}: 1 `)}) { edges { cursor } } }`),
  },
  { name: 'unknown variables', body: document(`{ nodes(ids: [${times(400, (index) => `$v${index} `)}]) { id } }`) },
  { name: 'unused variables', body: document(`query (${times(240, (index) => `$v${index}: Int `)}) { __typename }`) },
  { name: 'variables of one name', body: document(`query (${times(240, '$v: Int ')}) { __typename }`) },
  {
    name: 'variables of unknown types',
    body: document(`query (${times(240, (index) => `$v${index}: Datasat${index} `)}) { __typename }`),
  },
  {
    name: 'many operations',
    body: document(
      times(190, (index) => `query q${index} { __typename } `),
      ',"operationName":"q7"',
    ),
  },
  {
    name: 'many operations of one name',
    body: document(times(190, 'query q { __typename } '), ',"operationName":"q"'),
  },
  {
    name: 'many operations that share fragments',
    body: document(
      `${times(60, (index) => `query q${index} { ...f0 } `)} ${times(60, (index) => `fragment f${index} on Query { ...f${index + 1} } `)} fragment f60 on Query { __typename }`,
      ',"operationName":"q7"',
    ),
  },
  { name: 'directives', body: document(`{ __typename ${'@include(if: true) '.repeat(150)} }`) },
  { name: 'unknown directives', body: document(`{ __typename ${times(450, (index) => `@inclute${index} `)} }`) },
  { name: 'aliases', body: document(`{ ${times(240, (index) => `a${index}: viewer { kind } `)} }`) },
  {
    name: 'a list with 900 literals',
    body: document(`{ nodes(ids: [${times(900, (index) => `"${index}" `)}]) { id } }`),
  },
  { name: 'a list with 900 bad literals', body: document(`{ nodes(ids: [${times(900, '{} ')}]) { id } }`) },
  {
    name: 'bad literals with long texts',
    body: document(
      `{ datasets(${times(100, (index) => `first: "${'x'.repeat(8_000)}${index}" `)}) { edges { cursor } } }`,
    ),
  },
  {
    name: 'bad enums',
    body: document(
      `{ dataset(organizationSlug: "o", slug: "s") { items(filter: { type: { in: [${times(900, (index) => `IMAG${index} `)}] } }) { edges { cursor } } } }`,
    ),
  },
  {
    name: 'introspection in depth',
    body: document(`{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} } '.repeat(5)} } } }`),
  },
  {
    name: 'introspection by the same fields',
    body: document(
      `{ __schema { ${times(15, (index) => `a${index}: types { fields { args { type { name } } type { name } } } `)} } }`,
    ),
  },
  {
    name: 'zero rows of a lot',
    body: document(
      `{ ${'datasets(first: 0) { edges { node { items(first: 0) { edges { node { dataset { '.repeat(2)} id ${'} } } } } } } '.repeat(2)} }`,
    ),
  },
  // Variables
  {
    name: 'unknown fields in a variable',
    body: variables(filtered, `{"filter":{${fill((index) => `"k${index}":0,`)}"z":0}}`),
  },
  { name: 'bad elements of a list', body: variables(nodes, `{"ids":[${fill(() => '{},')}1]}`) },
  { name: 'null elements of a list', body: variables(nodes, `{"ids":[${fill(() => 'null,')}1]}`) },
  { name: 'good elements of a list', body: variables(nodes, `{"ids":[${fill(() => '"a",')}"a"]}`) },
  { name: 'one element of a list', body: variables(nodes, `{"ids":"${'a'.repeat(megabyte)}"}`) },
  {
    name: 'a filter of many filters',
    body: variables(filtered, `{"filter":{"and":[${fill(() => '{"not":{}},')}{}]}}`),
  },
  {
    name: 'a filter of many tags',
    body: variables(filtered, `{"filter":{"tags":{"all":[${fill((index) => `"t${index}",`)}"t"]}}}`),
  },
  { name: 'a text for an object', body: variables(filtered, `{"filter":"${'a'.repeat(megabyte)}"}`) },
  {
    name: 'a text for an enum',
    body: variables(filtered, `{"filter":{"type":{"in":["${'IMAGE'.repeat(190_000)}"]}}}`),
  },
  {
    name: 'bad enums in a variable',
    body: variables(filtered, `{"filter":{"type":{"in":[${fill((index) => `"IMAG${index}",`)}"IMAGE"]}}}`),
  },
  {
    name: 'long e-mail address and password',
    body: variables(signIn, `{"input":{"email":"${'a'.repeat(400_000)}@b.c","password":"${'p'.repeat(400_000)}"}}`),
  },
  {
    name: 'an e-mail address of spaces',
    body: variables(signIn, `{"input":{"email":"${' '.repeat(900_000)}x","password":"p"}}`),
  },
  {
    name: 'deep JSON in a scalar',
    body: variables(
      annotate,
      `{"input":{"item":"x","label":"l","geometry":${'{"a":'.repeat(80_000)}1${'}'.repeat(80_000)}}}`,
    ),
  },
  {
    name: 'many variables that nobody asked for',
    body: variables('{ __typename }', `{${fill((index) => `"v${index}":[{}],`)}"z":0}`),
  },
  { name: 'variables of another type', body: variables('{ __typename }', `"${'v'.repeat(megabyte)}"`) },
  { name: 'variables in a list', body: variables('{ __typename }', `[${fill(() => '1,')}1]`) },
  { name: 'a long operation name', body: document('{ __typename }', `,"operationName":"${'q'.repeat(megabyte)}"`) },
  {
    name: 'a long hash',
    body: `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${'sha256:'.repeat(140_000)}"}}}`,
  },
  { name: 'a batch', body: `[${fill(() => '{"query":"{__typename}"},')}{"query":"{__typename}"}]` },
];
