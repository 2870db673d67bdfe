import { type Mistake, query } from './mistake.ts';
import { mutation } from './mutation.ts';

const variable = (what: string, send: Mistake['send'], at: string, cure: Mistake['cure']): Mistake => ({
  what,
  send,
  status: 400,
  code: 'BAD_REQUEST',
  at: `(${at})`,
  cure,
});
const dataset = (changes: object) =>
  mutation('createDataset', { organizationId: 'x', name: 'Owls', slug: 'owls', ...changes });
const file = (changes: object) =>
  mutation('requestUploads', {
    sessionId: 'x',
    files: [{ clientRef: 'a', filename: 'a', contentType: 'text/plain', byteSize: 1, sha256: 'a', ...changes }],
  });
const accessLog = (filter: object) =>
  query(
    'query ($filter: AccessLogFilter) { organization(slug: "lumen") { accessLog(filter: $filter) { edges { cursor } } } }',
    { filter },
  );

/** Values of variables that do not fit their types. */
export const variableMistakes: Mistake[] = [
  variable(
    'a variable that is missing',
    query('query ($slug: String!) { organization(slug: $slug) { id } }'),
    'slug',
    'send a value of type String!',
  ),
  variable(
    'null where a value is required',
    query('query ($slug: String!) { organization(slug: $slug) { id } }', { slug: null }),
    'slug',
    'send a value of type String!',
  ),
  variable(
    'a text where a number is required',
    query('query ($n: Int) { datasets(first: $n) { edges { cursor } } }', { n: '3' }),
    'n',
    'whole number',
  ),
  variable(
    'a fraction where a whole number is required',
    query('query ($n: Int) { datasets(first: $n) { edges { cursor } } }', { n: 1.5 }),
    'n',
    'whole number',
  ),
  variable(
    'a number where an id is required',
    query('query ($id: ID!) { node(id: $id) { id } }', { id: { key: 1 } }),
    'id',
    'an id, which is a string',
  ),
  variable('a number where a text is required', dataset({ name: 7 }), 'input.name', 'must be a string'),
  variable(
    'a text where a boolean is required',
    dataset({ sensitive: 'yes' }),
    'input.sensitive',
    'must be true or false',
  ),
  variable(
    'a field of the input that is missing',
    mutation('createDataset', { organizationId: 'x', name: 'Owls' }),
    'input.slug',
    'send a value of type String!',
  ),
  variable('a misspelt field of the input', dataset({ licence: 'CC-BY-4.0' }), 'input', 'Did you mean "license"?'),
  variable(
    'an input that is a text',
    query('mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { __typename } }', { input: 'owls' }),
    'input',
    'must be an object of type CreateDatasetInput',
  ),
  variable('an enum value in lower case', dataset({ visibility: 'restricted' }), 'input.visibility', 'RESTRICTED'),
  variable(
    'an enum value of no schema',
    dataset({ visibility: 'PUBLIC' }),
    'input.visibility',
    'The schema lists the values',
  ),
  variable('a wrong value in a list', accessLog({ actions: ['EXPORT', 'LOOK'] }), 'filter.actions.1', 'AccessAction'),
  variable('a date without a time', accessLog({ from: '2026-11-01' }), 'filter.from', '2026-'),
  variable('a date of no calendar', accessLog({ from: '2026-02-30T00:00:00Z' }), 'filter.from', '2026-'),
  variable('a time of no clock', accessLog({ from: '2026-02-28T24:00:00Z' }), 'filter.from', '2026-'),
  variable('a date as a number', accessLog({ from: 1_764_000_000 }), 'filter.from', '2026-'),
  variable('a size as a text', file({ byteSize: '12' }), 'input.files.0.byteSize', 'whole number'),
  variable('a negative size', file({ byteSize: -1 }), 'input.files.0.byteSize', 'whole number'),
  variable('a size with a fraction', file({ byteSize: 1.5 }), 'input.files.0.byteSize', 'whole number'),
  variable('a size beyond what JSON holds', file({ byteSize: 2 ** 53 }), 'input.files.0.byteSize', '2^53'),
  variable(
    '20,001 values',
    query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 20_001 }, () => 'x') }),
    'ids.19999',
    '20000',
  ),
];
