import { type AnnotatedItem, findAnnotations } from '#domain/annotations/find-annotations.ts';
import type { Context } from '#domain/context.ts';
import { itemsVisibleTo } from '#domain/items/items-visible-to.ts';
import type { PageArguments } from '#domain/paging/page.ts';
import { findSegments } from '#domain/transcripts/find-segments.ts';
import { planRows, planValue } from '#plan/field-plan.ts';
import { whereSql } from '#plan/where-sql.ts';
import { Annotation } from './annotation.ts';
import { Asset } from './asset.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf, relatedOfNodes } from './connection.ts';
import { ItemContent, isContentOfType } from './content/content.ts';
import { ItemTypeEnum } from './enums.ts';
import { loaderPerArguments } from './loader.ts';
import { planAnnotations } from './plans/annotations.ts';
import { allFiles, fileInRole } from './plans/files.ts';
import { rowId } from './row-id.ts';
import { TranscriptSegment } from './transcript-segment.ts';

const itemById = (id: string, { viewer }: Pick<Context, 'viewer'>) => ({
  id: rowId(id),
  AND: [itemsVisibleTo(viewer)],
});

const transcriptFile = fileInRole('TRANSCRIPT');

export const Item = builder.prismaNode('Item', {
  description:
    'One thing in a dataset: its content, its files, and what is known of it. A row never changes; publishing a change makes a new one under the same key.',
  id: { field: 'id' },
  nullable: true,
  findUnique: itemById,
  plan: {
    from: ({ alias }, id) => {
      const dataset = alias('d');
      return {
        row: { self: 'i', dataset },
        from: (request) =>
          `FROM item i JOIN dataset ${dataset} ON ${dataset}.org_id = i.org_id AND ${dataset}.id = i.dataset_id
           WHERE ${whereSql(request, 'Item', 'i', itemById(id(request), request.context))}`,
      };
    },
  },
  select: { id: true, orgId: true },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    key: t.exposeString('key', { description: "The publisher's stable id, unique in the dataset." }),
    type: t.expose('type', { type: ItemTypeEnum, description: 'The kind of content it has.' }),
    title: t.exposeString('title', {
      nullable: true,
      description: 'A name for people; null when the publisher gave none.',
    }),
    tags: t.exposeStringList('tags', { description: "The publisher's tags, in its order." }),
    metadata: t.expose('metadata', {
      type: 'JSON',
      description: 'Whatever else the publisher says of it: a JSON object.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it was created, as the publisher says; else when it was first published.',
    }),
    byteSize: t.expose('byteSize', { type: 'ByteCount', description: 'The size of its published files together.' }),
    sinceRevisionNumber: t.exposeInt('sinceRevision', { description: 'The revision that published this state of it.' }),
    untilRevisionNumber: t.int({
      nullable: true,
      select: { untilRevision: true },
      description:
        'The revision that changed or removed it. Null while it is current, and for links pinned to a revision.',
      plan: planValue(
        (item) =>
          ({ context: { viewer } }) =>
            viewer.share?.revision ? 'NULL::integer' : `${item['self']}.until_revision`,
      ),
      resolve: ({ untilRevision }, _args, { viewer }) => (viewer.share?.revision ? null : untilRevision),
    }),
    dataset: t.relation('dataset', {
      description: 'The dataset it belongs to.',
      plan: planRows(({ dataset }) => ({ row: { self: dataset! }, from: null })),
    }),
    content: t.field({
      type: ItemContent,
      select: { type: true },
      description: 'What it shows.',
      plan: planRows((item) => ({ row: item, from: null }), isContentOfType),
      // Returns a copy: an item from `node` carries a mark of its type, by which GraphQL would take it for an Item here
      // too.
      resolve: (item) => ({ ...item }),
    }),
    thumbnail: t.field({
      type: Asset,
      nullable: true,
      description: 'A small picture of it; null until one is made, and for what cannot be pictured.',
      ...fileInRole('THUMBNAIL', 'POSTER'),
    }),
    assets: t.field({
      type: [Asset],
      description: 'All its files, the published ones first.',
      ...allFiles,
    }),
    annotations: t.connection(
      {
        type: Annotation,
        select: { orgId: true, datasetId: true, key: true, sinceRevision: true },
        description: 'What is said of it by its publisher and by reviewers, in the order it was made.',
        plan: planAnnotations,
        resolve: async (item, args, context, info) => {
          const page = await annotationLoader(context, { args, related: relatedOfNodes(context, info) }).load(item);
          return connectionOf(page, (node) => ({ cursor: node.cursor, node }));
        },
      },
      ...connectionNames('Annotation'),
    ),
    transcript: t.connection(
      {
        type: TranscriptSegment,
        nullable: true,
        description: 'What is said in it, in order; null when it has no transcript.',
        resolve: async (item, args, context) => {
          const file = await transcriptFile.resolve(item, {}, context);
          if (!file) return null;
          return connectionOf(await findSegments(context, file.asset, args), (node) => ({ cursor: node.cursor, node }));
        },
      },
      ...connectionNames('TranscriptSegment'),
    ),
  }),
});

const annotationLoader = loaderPerArguments(
  (
    context,
    items: readonly AnnotatedItem[],
    { args, related }: { args: PageArguments; related: ReturnType<typeof relatedOfNodes> },
  ) => findAnnotations(context, items, args, related),
);
