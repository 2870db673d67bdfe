import { encodeGlobalID } from '@pothos/plugin-relay';
import { newId } from '#domain/ids.ts';
import { type Mistake, ofDataset, query } from './mistake.ts';
import { mutation } from './mutation.ts';

const notFound = (what: string, send: Mistake['send'], at: string, others: Partial<Mistake> = {}): Mistake => ({
  what,
  send,
  code: 'NOT_FOUND',
  at,
  cure: 'Check its id or name, and your permissions.',
  ...others,
});
const open = (dataset: string) => mutation('openIngestSession', { datasetId: dataset });

/** Ids and names that are malformed, or belong to another type or another organization. */
export const idMistakes: Mistake[] = [
  notFound('an id of no form', open('birds'), 'openIngestSession: NotFound'),
  notFound('an empty id', open(''), 'openIngestSession: NotFound'),
  notFound('a UUID instead of an id', open(newId()), 'openIngestSession: NotFound'),
  notFound('an id of a type that does not exist', open(encodeGlobalID('Foo', newId())), 'openIngestSession: NotFound'),
  notFound('an id of another type', ({ ids }) => open(ids['Organization']!), 'openIngestSession: NotFound'),
  notFound('an id of no row', open(encodeGlobalID('Dataset', newId())), 'openIngestSession: NotFound'),
  notFound(
    'an id of another organization',
    ({ foreignDataset }) => open(foreignDataset),
    'openIngestSession: NotFound',
  ),
  notFound(
    'an organization by its slug',
    mutation('createDataset', { organizationId: 'lumen', name: 'Owls', slug: 'owls' }),
    'createDataset: NotFound',
  ),
  notFound(
    'a session by the id of its dataset',
    ({ ids }) => mutation('publishIngestSession', { sessionId: ids['Dataset'], manifest: { items: [] } }),
    'publishIngestSession: NotFound',
  ),
  notFound(
    'a token of somebody else',
    ({ ids }) => mutation('revokeApiToken', { tokenId: ids['ApiToken'] }),
    'revokeApiToken: NotFound',
    { who: 'mallory' },
  ),
  notFound(
    'a membership by the id of its user',
    ({ ids }) => mutation('removeMember', { membershipId: ids['User'] }),
    'removeMember: NotFound',
    { who: 'olive' },
  ),
  notFound(
    'an item by its key',
    mutation('createAnnotation', { itemId: 'heron-1', kind: 'CLASSIFICATION', label: 'bird', geometry: {} }),
    'createAnnotation: NotFound',
  ),
  notFound(
    'an item of no id to begin around',
    ofDataset('items(aroundItemId: "x") { edges { cursor } }'),
    'dataset.items',
  ),
  notFound(
    'a revision that does not exist',
    ofDataset('items(revisionNumber: 99) { edges { cursor } }'),
    'dataset.items',
  ),
  notFound(
    'an item of a revision that does not exist',
    ofDataset('item(key: "heron-1", revisionNumber: 99) { id }'),
    'dataset.item',
  ),
  notFound(
    'facets of a revision that does not exist',
    ofDataset('facets(revisionNumber: 0) { countKind }'),
    'dataset.facets',
  ),
  notFound(
    'a comparison with a revision that does not exist',
    ofDataset('diff(fromRevisionNumber: 1, toRevisionNumber: 99) { totalCount }'),
    'dataset.diff',
  ),
  notFound(
    'an export of a revision that does not exist',
    ({ ids }) => mutation('exportDataset', { datasetId: ids['Dataset'], format: 'NDJSON', revisionNumber: 99 }),
    'exportDataset: NotFound',
  ),
  {
    what: '101 ids at once',
    send: query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 101 }, () => 'x') }),
    code: 'LIMIT_EXCEEDED',
    at: 'nodes',
    cure: 'at most 100',
  },
];
