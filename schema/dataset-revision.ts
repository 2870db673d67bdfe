import { datasetsVisibleTo } from '#domain/access/visible-to.ts';
import { countProcessing } from '#domain/revisions/count-processing.ts';
import { type ProcessingCounts, processingCountsSql } from '#domain/revisions/processing-counts.ts';
import { planRows, planValue } from '#plan/field-plan.ts';
import { builder } from './builder.ts';
import { CountKind } from './count-kind.ts';
import { rowId } from './row-id.ts';

interface Facet {
  value: string;
  count: number;
}

export const FacetCount = builder.objectRef<Facet>('FacetCount').implement({
  description: 'How many items have a value.',
  plan: { isJson: true },
  authScopes: { authenticated: true },
  fields: (t) => ({
    value: t.exposeString('value', { description: 'The value.' }),
    count: t.exposeInt('count', { description: 'How many items have it.' }),
  }),
});

/** Plan of one of the facets that a revision stores, in the stored order. */
function planFacet(name: 'types' | 'tags' | 'labels') {
  return planRows(({ self }, { alias }) => {
    const facet = alias('facet');
    return {
      row: { self: `${facet}.value` },
      from: `FROM jsonb_array_elements(${self}->'${name}') WITH ORDINALITY ${facet} ORDER BY ${facet}.ordinality`,
    };
  });
}

export interface FacetCounts {
  types: Facet[];
  tags: Facet[];
  labels: Facet[];
  exact: boolean;
}

export const ItemFacets = builder.objectRef<FacetCounts>('ItemFacets').implement({
  description: 'How the items of a list spread over types, tags and annotation labels.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    types: t.expose('types', {
      type: [FacetCount],
      plan: planFacet('types'),
      description: 'By type, the most frequent first.',
    }),
    tags: t.expose('tags', {
      type: [FacetCount],
      plan: planFacet('tags'),
      description: 'By tag, the most frequent first; at most 1,000.',
    }),
    labels: t.expose('labels', {
      type: [FacetCount],
      plan: planFacet('labels'),
      description: 'By annotation label, the most frequent first; at most 1,000.',
    }),
    countKind: t.field({
      type: CountKind,
      // Counts that a revision stores are exact. Other counts are not planned.
      plan: planValue(() => `'EXACT'`),
      description:
        'Precision of the counts. `ESTIMATE`: a sample of all items, scaled to the whole and rounded to two digits.',
      resolve: ({ exact }) => (exact ? 'EXACT' : 'ESTIMATE'),
    }),
  }),
});

const RevisionChanges = builder
  .objectRef<{ added: number; changed: number; removed: number; unchanged: number }>('RevisionChanges')
  .implement({
    description: 'What a revision changed against the one before it.',
    plan: { isJson: true },
    authScopes: { authenticated: true },
    fields: (t) => ({
      added: t.exposeInt('added', { description: 'Items with a new key.' }),
      changed: t.exposeInt('changed', { description: 'Items that are not as they were.' }),
      removed: t.exposeInt('removed', { description: 'Items that are gone.' }),
      unchanged: t.exposeInt('unchanged', { description: 'Items that are as they were.' }),
    }),
  });

const ProcessingCountsType = builder.objectRef<ProcessingCounts>('ProcessingCounts').implement({
  description: 'How many files of a revision are in which state. A file counts once, by the state furthest from done.',
  plan: { isJson: true },
  authScopes: { authenticated: true },
  fields: (t) => ({
    pending: t.exposeInt('pending', { description: 'Files that wait for a worker.' }),
    running: t.exposeInt('running', { description: 'Files that a worker is processing.' }),
    done: t.exposeInt('done', { description: 'Files with which everything is done.' }),
    failed: t.exposeInt('failed', { description: 'Files of which something could not be made.' }),
    notApplicable: t.exposeInt('notApplicable', { description: 'Files that nothing is made of.' }),
  }),
});

export const DatasetRevision = builder.prismaNode('DatasetRevision', {
  description: 'One published state of a dataset. It never changes.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({
    id: rowId(id),
    dataset: datasetsVisibleTo(viewer),
    ...(viewer.share?.revision && { number: viewer.share.revision }),
  }),
  select: { id: true, orgId: true },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Counts from 1, without gaps.' }),
    message: t.exposeString('message', { description: 'What its publisher said of it.' }),
    itemCount: t.exposeInt('itemCount', { description: 'How many items it has.' }),
    byteSize: t.expose('byteSize', { type: 'ByteCount', description: 'The size of its published files together.' }),
    manifestSha256: t.exposeString('manifestSha256', {
      nullable: true,
      description: 'The SHA-256 of the manifest it was published from.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was published.' }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its rows were deleted; it can no longer be read. Null while it can.',
    }),
    changes: t.field({
      type: RevisionChanges,
      select: { changes: true },
      description: 'What it changed.',
      plan: planRows(({ self }) => ({ row: { self: `${self}.changes` }, from: null })),
      resolve: ({ changes }) => changes as never,
    }),
    facets: t.field({
      type: ItemFacets,
      select: { facets: true },
      description: 'Its exact counts.',
      plan: planRows(({ self }) => ({ row: { self: `${self}.facets` }, from: null })),
      resolve: ({ facets }) => ({ ...(facets as unknown as Omit<FacetCounts, 'exact'>), exact: true }),
    }),
    processing: t.field({
      type: ProcessingCountsType,
      nullable: true,
      select: { id: true, orgId: true },
      description:
        'How far the server is with its files; nothing is left to do when `pending` and `running` are 0. Null until the files are counted, a moment after the publish.',
      plan: planRows(({ self }, { alias }) => {
        const counts = alias('counts');
        return {
          row: { self: `${counts}.value` },
          from: `FROM (SELECT ${processingCountsSql(self!)} AS value) ${counts} WHERE ${counts}.value IS NOT NULL`,
        };
      }),
      resolve: (revision, _args, context) => countProcessing(context, revision),
    }),
    dataset: t.relation('dataset', {
      description: 'The dataset it is a state of.',
      plan: planRows(({ dataset }) => ({ row: { self: dataset! }, from: null })),
    }),
  }),
});
