import { queryFromInfo } from '@pothos/plugin-prisma';
import { datasetsVisibleTo } from '#domain/access/visible-to.ts';
import type { Context } from '#domain/context.ts';
import { countDatasets, type DatasetOrderField, findDatasets } from '#domain/datasets/find-datasets.ts';
import { findRevisions } from '#domain/datasets/find-revisions.ts';
import { planRows } from '#plan/field-plan.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf, nodePaths, relatedOfNodes } from './connection.ts';
import { DatasetRevision } from './dataset-revision.ts';
import { DatasetStatusEnum, DatasetVisibilityEnum } from './enums.ts';
import { OrderDirection } from './item-filter.ts';
import { currentRevision, currentRevisions } from './plans/current-revision.ts';
import { datasetWhere, planDatasetCount, planDatasets, planUpdatedAt } from './plans/datasets.ts';
import { rowId } from './row-id.ts';

const datasetById = (id: string, { viewer }: Pick<Context, 'viewer'>) => ({
  id: rowId(id),
  AND: [datasetsVisibleTo(viewer)],
});

export const Dataset = builder.prismaNode('Dataset', {
  description: 'A collection of items that is published as a whole, revision by revision.',
  id: { field: 'id' },
  nullable: true,
  findUnique: datasetById,
  plan: {
    from: ({ alias }, id) => datasetWhere(alias('d'), (request) => datasetById(id(request), request.context)),
  },
  select: { id: true, orgId: true, revision: true },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its name in addresses, unique in the organization.' }),
    name: t.exposeString('name', { description: 'Its name for people.' }),
    description: t.exposeString('description', { description: 'What it is, as plain text; may be empty.' }),
    license: t.exposeString('license', {
      nullable: true,
      description: 'The licence of its content, such as `CC-BY-4.0`; null when not said.',
    }),
    status: t.expose('status', { type: DatasetStatusEnum, description: 'Where it is in its life.' }),
    visibility: t.expose('visibility', { type: DatasetVisibilityEnum, description: 'Which members see it.' }),
    sensitive: t.exposeBoolean('sensitive', { description: 'Whether its files are kept out of every cache.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.field({
      type: 'DateTime',
      select: { updatedAt: true },
      description:
        'When it was last published or changed. For links pinned to a revision, when that revision was published.',
      plan: planUpdatedAt,
      resolve: async (dataset, _args, context) =>
        context.viewer.share?.revision
          ? (await currentRevisions(context, {}).load(dataset))!.createdAt
          : dataset.updatedAt,
    }),
    organization: t.relation('organization', { description: 'The organization it belongs to.' }),
    revision: t.field({
      type: DatasetRevision,
      nullable: true,
      description: 'The revision its readers see; null until the first is published.',
      ...currentRevision,
    }),
    revisions: t.connection(
      {
        type: DatasetRevision,
        description: 'All its revisions, the newest first.',
        resolve: async (dataset, args, context, info) =>
          connectionOf(await findRevisions(context, dataset, args, relatedOfNodes(context, info)), (node) => ({
            cursor: node.cursor,
            node,
          })),
      },
      ...connectionNames('DatasetRevision'),
    ),
  }),
});

const DatasetFilter = builder.inputType('DatasetFilter', {
  description: 'Which datasets; conditions that are given must all hold.',
  fields: (t) => ({
    organizationSlug: t.string({ description: 'Of the organization with this slug.' }),
    statuses: t.field({
      type: [DatasetStatusEnum],
      description: 'In one of these states. An empty list matches nothing.',
    }),
    text: t.string({
      description:
        'With these words in the name, slug or description, as `ItemFilter.text` reads them: `"a phrase"`, `or`, `-excluded`, in any case, with or without accents. In the name and slug any part of a word is found; in the description whole words are, and the beginning of a word for the last one. At most 500 characters.',
    }),
  }),
});

const DatasetOrder = builder.inputType('DatasetOrder', {
  description: 'The order of a list of datasets.',
  fields: (t) => ({
    field: t.field({
      type: builder.enumType('DatasetOrderField', {
        description: 'What datasets are put in order by.',
        values: {
          UPDATED_AT: { description: 'When they were last published or changed.' },
          NAME: { description: 'Their names in natural order: img1, img2, img10. Case and accents decide last.' },
        } satisfies Record<DatasetOrderField, object>,
      }),
      required: true,
      description: 'What they are put in order by.',
    }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'Which end comes first.',
    }),
  }),
});

builder.queryField('datasets', (t) =>
  t.connection(
    {
      type: Dataset,
      authScopes: { authenticated: true },
      description: 'The datasets of all my organizations; those updated last come first unless asked otherwise.',
      plan: planDatasets,
      args: {
        filter: t.arg({ type: DatasetFilter, description: 'Which of them.' }),
        orderBy: t.arg({ type: DatasetOrder, description: 'In which order.' }),
      },
      resolve: async (_root, args, context, info) => {
        const query = queryFromInfo({
          context,
          info,
          paths: nodePaths(),
          select: { id: true, orgId: true, revision: true, updatedAt: true, sortName: true },
        });
        const page = await findDatasets(context, args, (where) => context.db.dataset.findMany({ ...query, ...where }));
        return {
          ...connectionOf(page, (node) => ({ cursor: node.cursor, node })),
          filter: args.filter ?? {},
        };
      },
    },
    {
      name: 'DatasetConnection',
      fields: (connection) => ({
        totalCount: connection.int({
          description: 'How many there are on all pages together.',
          plan: planDatasetCount,
          resolve: ({ filter }, _args, context) => countDatasets(context, filter),
        }),
      }),
    },
    { name: 'DatasetEdge' },
  ),
);

builder.queryField('dataset', (t) =>
  t.prismaField({
    type: Dataset,
    nullable: true,
    authScopes: { authenticated: true },
    description:
      'The dataset with this slug in this organization; null when there is none, or the viewer may not see it.',
    args: {
      organizationSlug: t.arg.string({ required: true, description: "The organization's slug." }),
      slug: t.arg.string({ required: true, description: "The dataset's slug." }),
    },
    plan: planRows<DatasetName>((_root, { alias, args }) =>
      datasetWhere(alias('d'), (request) => datasetNamed(args(request), request.context)),
    ),
    resolve: (query, _root, args, context) =>
      context.db.dataset.findFirst({ ...query, where: datasetNamed(args, context) }),
  }),
);

interface DatasetName {
  organizationSlug: string;
  slug: string;
}

function datasetNamed({ organizationSlug, slug }: DatasetName, { viewer }: Pick<Context, 'viewer'>) {
  return { AND: [{ slug, organization: { slug: organizationSlug } }, datasetsVisibleTo(viewer)] };
}
