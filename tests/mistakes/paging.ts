import { type Mistake, ofDataset, query } from './mistake.ts';

const page = (
  what: string,
  args: string | ((cursors: { items: string; datasets: string }) => string),
  code: Mistake['code'],
  argument: string,
  cure: Mistake['cure'],
): Mistake => ({
  what,
  send: ({ itemCursor: items, datasetCursor: datasets }) =>
    ofDataset(`items(${typeof args === 'string' ? args : args({ items, datasets })}) { edges { cursor } }`),
  code,
  at: argument ? `dataset.items(${argument})` : 'dataset.items',
  cure,
});
const datasets = (args: string) => query(`{ datasets(${args}) { edges { cursor } } }`);

/** Pages that are too large, and cursors of other lists. */
export const pagingMistakes: Mistake[] = [
  page('a page of 101', 'first: 101', 'LIMIT_EXCEEDED', '', 'at most 100. Use cursors'),
  page('a last page of 101', 'last: 101', 'LIMIT_EXCEEDED', '', 'at most 100. Use cursors'),
  page('a page of −1', 'first: -1', 'INVALID_INPUT', 'first', 'must be 0 or more'),
  page('a last page of −1', 'last: -1', 'INVALID_INPUT', 'last', 'must be 0 or more'),
  page('a page of both ends', 'first: 1, last: 1', 'INVALID_INPUT', 'last', 'Use either `first` or `last`'),
  page(
    'first with before',
    ({ items }) => `first: 1, before: "${items}"`,
    'INVALID_INPUT',
    'before',
    'Use `first` with `after`',
  ),
  page(
    'last with after',
    ({ items }) => `last: 1, after: "${items}"`,
    'INVALID_INPUT',
    'after',
    '`last` with `before`',
  ),
  page(
    'after with before',
    ({ items }) => `after: "${items}", before: "${items}"`,
    'INVALID_INPUT',
    'before',
    'Use either `after` or `before`',
  ),
  page('a cursor that is none', 'after: "x"', 'INVALID_INPUT', 'after', 'Use one from `edges.cursor` or `pageInfo`'),
  page('an empty cursor', 'after: ""', 'INVALID_INPUT', 'after', 'Use one from `edges.cursor` or `pageInfo`'),
  page(
    'a cursor that is cut off',
    ({ items }) => `after: "${items.slice(0, -4)}"`,
    'INVALID_INPUT',
    'after',
    'Use one from `edges.cursor` or `pageInfo`',
  ),
  page(
    'a cursor of another list',
    ({ datasets }) => `after: "${datasets}"`,
    'INVALID_INPUT',
    'after',
    'Use one from `edges.cursor` or `pageInfo`',
  ),
  page(
    'a cursor of another order',
    ({ items }) => `after: "${items}", orderBy: { field: TITLE }`,
    'INVALID_INPUT',
    'after',
    'Use one from `edges.cursor` or `pageInfo`',
  ),
  page(
    'a cursor to begin around an item',
    ({ items }) => `after: "${items}", aroundItemId: "x"`,
    'INVALID_INPUT',
    'aroundItemId',
    '`aroundItemId` can be combined only with `first`',
  ),
  page('the relevance to no words', 'orderBy: { field: RELEVANCE }', 'INVALID_INPUT', 'orderBy', 'Set `filter.text`'),
  {
    what: 'a cursor of items among datasets',
    send: ({ itemCursor }) => datasets(`after: "${itemCursor}"`),
    code: 'INVALID_INPUT',
    at: 'datasets(after)',
    cure: 'Use one from `edges.cursor` or `pageInfo`',
  },
  {
    what: 'a cursor with values of other types',
    send: datasets(`after: "${Buffer.from('["datasets:UPDATED_AT:DESC",true,7]').toString('base64url')}"`),
    code: 'INVALID_INPUT',
    at: 'datasets(after)',
    cure: 'Use one from `edges.cursor` or `pageInfo`',
  },
  {
    what: 'a cursor of a search in a search',
    send: ({ itemCursor }) => query(`{ search(query: "heron", after: "${itemCursor}") { edges { cursor } } }`),
    code: 'INVALID_INPUT',
    at: 'search(after)',
    cure: 'Use one from `edges.cursor` or `pageInfo`',
  },
  {
    what: 'a cursor of items among changes',
    send: ({ itemCursor }) =>
      ofDataset(
        `diff(fromRevisionNumber: 1, toRevisionNumber: 1, after: "${itemCursor}") { totalCount edges { cursor } }`,
      ),
    code: 'INVALID_INPUT',
    at: 'dataset.diff(after)',
    cure: 'Use one from `edges.cursor` or `pageInfo`',
  },
  {
    what: 'a cursor of items among annotations',
    send: ({ itemCursor }) =>
      ofDataset(`item(key: "heron-1") { annotations(after: "${itemCursor}") { edges { cursor } } }`),
    code: 'INVALID_INPUT',
    at: 'dataset.item.annotations(after)',
    cure: 'Use one from `edges.cursor` or `pageInfo`',
  },
];
