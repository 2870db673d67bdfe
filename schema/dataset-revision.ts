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
  description: 'Number of items with a value.',
  plan: { isJson: true },
  authScopes: { authenticated: true },
  fields: (t) => ({
    value: t.exposeString('value', { description: 'Item type, tag or label that is counted.' }),
    count: t.exposeInt('count', { description: 'Number of items with the value.' }),
  }),
});

/** Returns the plan of one of the facets that are stored with a revision. The values keep their stored order. */
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
  description: 'Counts of items by type, tag and annotation label.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    types: t.expose('types', {
      type: [FacetCount],
      plan: planFacet('types'),
      description: 'Counts by item type, the most frequent first.',
    }),
    tags: t.expose('tags', {
      type: [FacetCount],
      plan: planFacet('tags'),
      description: 'Counts by tag, the most frequent first. At most 1,000.',
    }),
    labels: t.expose('labels', {
      type: [FacetCount],
      plan: planFacet('labels'),
      description: 'Counts by annotation label, the most frequent first. At most 1,000.',
    }),
    countKind: t.field({
      type: CountKind,
      // Only stored counts are planned, and these are exact.
      plan: planValue(() => `'EXACT'`),
      description: 'Precision of the counts. `ESTIMATE` is a sample, scaled to all items and rounded to two digits.',
      resolve: ({ exact }) => (exact ? 'EXACT' : 'ESTIMATE'),
    }),
  }),
});

const RevisionChanges = builder
  .objectRef<{ added: number; changed: number; removed: number; unchanged: number }>('RevisionChanges')
  .implement({
    description: 'Numbers of changes of a revision against the one before.',
    plan: { isJson: true },
    authScopes: { authenticated: true },
    fields: (t) => ({
      added: t.exposeInt('added', { description: 'Number of items with a new key.' }),
      changed: t.exposeInt('changed', { description: 'Number of items that differ.' }),
      removed: t.exposeInt('removed', { description: 'Number of items that were removed.' }),
      unchanged: t.exposeInt('unchanged', { description: 'Number of items that stayed the same.' }),
    }),
  });

const ProcessingCountsType = builder.objectRef<ProcessingCounts>('ProcessingCounts').implement({
  description: 'Numbers of files of a revision by processing state. Each file counts once, by its least finished step.',
  plan: { isJson: true },
  authScopes: { authenticated: true },
  fields: (t) => ({
    pending: t.exposeInt('pending', { description: 'Number of files that wait for a worker.' }),
    running: t.exposeInt('running', { description: 'Number of files that a worker is processing.' }),
    done: t.exposeInt('done', { description: 'Number of files whose steps are all done.' }),
    failed: t.exposeInt('failed', { description: 'Number of files with a failed step.' }),
    notApplicable: t.exposeInt('notApplicable', { description: 'Number of files that need no processing.' }),
  }),
});

export const DatasetRevision = builder.prismaNode('DatasetRevision', {
  description: 'Published state of a dataset. It never changes.',
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
    number: t.exposeInt('number', { description: 'Number of the revision in its dataset, from 1, without gaps.' }),
    message: t.exposeString('message', {
      description: 'Message of the publisher, up to 2,000 characters. Empty if there is none.',
    }),
    itemCount: t.exposeInt('itemCount', { description: 'Number of items in the revision.' }),
    byteSize: t.expose('byteSize', {
      type: 'ByteCount',
      description: 'Size of all published files together, in bytes.',
    }),
    manifestSha256: t.exposeString('manifestSha256', {
      nullable: true,
      description: 'SHA-256 of the manifest, also of inline items as NDJSON. Null if it is not known.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of the publish.' }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which its items were deleted. Null while the revision can be read.',
    }),
    changes: t.field({
      type: RevisionChanges,
      select: { changes: true },
      description: 'Numbers of changes against the revision before.',
      plan: planRows(({ self }) => ({ row: { self: `${self}.changes` }, from: null })),
      resolve: ({ changes }) => changes as never,
    }),
    facets: t.field({
      type: ItemFacets,
      select: { facets: true },
      description: 'Exact counts of items by type, tag and label.',
      plan: planRows(({ self }) => ({ row: { self: `${self}.facets` }, from: null })),
      resolve: ({ facets }) => ({ ...(facets as unknown as Omit<FacetCounts, 'exact'>), exact: true }),
    }),
    processing: t.field({
      type: ProcessingCountsType,
      nullable: true,
      select: { id: true, orgId: true },
      description:
        'Progress of processing its files. Nothing is left to do when `pending` and `running` are 0. Null until the files are counted, a moment after the publish.',
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
      description: 'Dataset that the revision belongs to.',
      plan: planRows(({ dataset }) => ({ row: { self: dataset! }, from: null })),
    }),
  }),
});
