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
import { connectionNames, connectionOf, countedConnectionOf, relatedOfNodes, totalCount } from './connection.ts';
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
    'Item of a dataset: its content, its files and its metadata. A state never changes: publishing a change makes a new one with the same key.',
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
    key: t.exposeString('key', {
      description: 'Key of the item in its dataset, chosen by the publisher: 1 to 512 bytes.',
    }),
    type: t.expose('type', { type: ItemTypeEnum, description: 'Type of the content.' }),
    title: t.exposeString('title', {
      nullable: true,
      description: 'Title for people. Null if the publisher gave none.',
    }),
    tags: t.exposeStringList('tags', { description: 'Tags of the publisher, in their order.' }),
    metadata: t.expose('metadata', {
      type: 'JSON',
      description: 'Further data of the publisher, as a JSON object.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time of creation that the publisher gave. Default: the time of the first publish.',
    }),
    byteSize: t.expose('byteSize', {
      type: 'ByteCount',
      description: 'Size of the published files together, in bytes.',
    }),
    sinceRevisionNumber: t.exposeInt('sinceRevision', {
      description: 'Number of the revision that published this state of the item.',
    }),
    untilRevisionNumber: t.int({
      nullable: true,
      select: { untilRevision: true },
      description:
        'Number of the revision that changed or removed this state. Null while it is current, and for links pinned to a revision.',
      plan: planValue(
        (item) =>
          ({ context: { viewer } }) =>
            viewer.share?.revision ? 'NULL::integer' : `${item['self']}.until_revision`,
      ),
      resolve: ({ untilRevision }, _args, { viewer }) => (viewer.share?.revision ? null : untilRevision),
    }),
    dataset: t.relation('dataset', {
      description: 'Dataset that the item belongs to.',
      plan: planRows(({ dataset }) => ({ row: { self: dataset! }, from: null })),
    }),
    content: t.field({
      type: ItemContent,
      select: { type: true },
      description: 'Content of the item. Its type follows `type`.',
      plan: planRows((item) => ({ row: item, from: null }), isContentOfType),
      // A copy is needed. An item from `node` is marked with its type, so GraphQL would treat the content as an Item.
      resolve: (item) => ({ ...item }),
    }),
    thumbnail: t.field({
      type: Asset,
      nullable: true,
      description: 'Small still picture. Null until it is made, and for items without a picture.',
      ...fileInRole('THUMBNAIL', 'POSTER'),
    }),
    assets: t.field({
      type: [Asset],
      description: 'Files of the item, the published ones first.',
      ...allFiles,
    }),
    annotations: t.connection(
      {
        type: Annotation,
        select: { orgId: true, datasetId: true, key: true, sinceRevision: true },
        description: 'Annotations of the publisher and of reviewers, in order of creation.',
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
        description: 'Segments of the transcript, in order. Null if the item has none.',
        resolve: async (item, args, context) => {
          const file = await transcriptFile.resolve(item, {}, context);
          if (!file) return null;
          return countedConnectionOf(await findSegments(context, file.asset, args), (node) => ({
            cursor: node.cursor,
            node,
          }));
        },
      },
      { name: 'TranscriptSegmentConnection', fields: (list) => ({ totalCount: list.int(totalCount) }) },
      { name: 'TranscriptSegmentEdge' },
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
