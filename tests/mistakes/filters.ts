import { type Mistake, ofDataset, query } from './mistake.ts';
import { mutation } from './mutation.ts';

const filter = (
  what: string,
  value: object,
  code: Mistake['code'],
  argument: string,
  cure: Mistake['cure'],
): Mistake => ({
  what,
  send: ofDataset('items(filter: $filter) { totalCount }', { filter: value }, '($filter: ItemFilter)'),
  code,
  at: argument ? `dataset.items(${argument})` : 'dataset.items',
  cure,
});
const metadata = (what: string, condition: object, argument: string, cure: Mistake['cure']) =>
  filter(what, { metadata: [condition] }, 'INVALID_INPUT', argument, cure);
const nested = (levels: number): object => (levels === 0 ? { types: ['IMAGE'] } : { not: nested(levels - 1) });

/** Filters of items that are certainly mistakes. */
export const filterMistakes: Mistake[] = [
  metadata('a text compared with a number', { path: ['rating'], equals: '3' }, 'filter.metadata.rating', 'number'),
  metadata(
    'a range of a text where numbers are',
    { path: ['rating'], range: { gte: 'a' } },
    'filter.metadata.rating',
    'number',
  ),
  metadata(
    'a list with a text where numbers are',
    { path: ['rating'], in: [3, '4'] },
    'filter.metadata.rating',
    'number',
  ),
  metadata('a range of a boolean', { path: ['rating'], range: { gte: true } }, 'filter.metadata.rating', 'number'),
  metadata(
    'a condition without anything',
    { path: ['rating'] },
    'filter.metadata.rating',
    '`equals`, `in`, `range`, `contains` or `exists`',
  ),
  metadata('a condition without a path', { path: [], exists: true }, 'filter.metadata.path', '1 to 32 names'),
  filter(
    '21 tags',
    { tags: { any: Array.from({ length: 21 }, (_, index) => `tag ${index}`) } },
    'LIMIT_EXCEEDED',
    '',
    'at most 20 tags',
  ),
  filter(
    '101 values',
    { metadata: [{ path: ['rating'], in: Array.from({ length: 101 }, (_, index) => index) }] },
    'LIMIT_EXCEEDED',
    '',
    'at most 100 values',
  ),
  filter(
    '51 conditions',
    { and: Array.from({ length: 51 }, () => ({ hasTranscript: true })) },
    'LIMIT_EXCEEDED',
    '',
    'at most 50 conditions',
  ),
  filter('filters that stand 6 deep', nested(6), 'LIMIT_EXCEEDED', '', 'at most 5 levels deep'),
  filter('a text of 501 characters', { text: 'x'.repeat(501) }, 'LIMIT_EXCEEDED', '', 'at most 500 characters'),
  filter('a text with U+0000', { text: 'a\u0000' }, 'INVALID_INPUT', 'filter.text', 'Remove it'),
  {
    what: 'a search of 501 characters',
    send: query(`{ search(query: "${'x'.repeat(501)}") { edges { cursor } } }`),
    code: 'LIMIT_EXCEEDED',
    at: 'search',
    cure: 'at most 500 characters',
  },
  {
    what: 'a slug with half of a surrogate pair',
    send: query('query ($slug: String!) { organization(slug: $slug) { id } }', { slug: 'a\ud800' }),
    code: 'INVALID_INPUT',
    at: 'organization(slug)',
    cure: 'Remove it',
  },
  {
    what: 'an export with a condition of another type',
    send: ({ ids }) =>
      mutation('exportDataset', {
        datasetId: ids['Dataset'],
        format: 'NDJSON',
        filter: { metadata: [{ path: ['rating'], equals: '3' }] },
      }),
    code: 'INVALID_INPUT',
    at: 'exportDataset: InvalidInput(filter.metadata.rating)',
    cure: 'number',
  },
  {
    what: 'anchors of every 0 items',
    send: ofDataset('items(first: 0) { anchors(every: 0) }'),
    code: 'INVALID_INPUT',
    at: 'dataset.items.anchors(every)',
    cure: '1 or more',
  },
];
