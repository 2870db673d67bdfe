import { datasetsVisibleTo } from '#domain/access/visible-to.ts';
import type { Context } from '#domain/context.ts';
import { findRevisions } from '#domain/datasets/find-revisions.ts';
import { planRows } from '#plan/field-plan.ts';
import { builder } from './builder.ts';
import { countedConnectionOf, relatedOfNodes, totalCount } from './connection.ts';
import { DatasetRevision } from './dataset-revision.ts';
import { DatasetStatusEnum, DatasetVisibilityEnum } from './enums.ts';
import { datasetWhere, planUpdatedAt } from './plans/datasets.ts';
import { currentRevisions, numberedRevision } from './plans/revisions.ts';
import { rowId } from './row-id.ts';

const datasetById = (id: string, { viewer }: Pick<Context, 'viewer'>) => ({
  id: rowId(id),
  AND: [datasetsVisibleTo(viewer)],
});

export const Dataset = builder.prismaNode('Dataset', {
  description: 'Collection of items that is published as a whole, revision by revision.',
  id: { field: 'id' },
  nullable: true,
  findUnique: datasetById,
  plan: {
    from: ({ alias }, id) => datasetWhere(alias('d'), (request) => datasetById(id(request), request.context)),
  },
  select: { id: true, orgId: true, revision: true },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    slug: t.exposeString('slug', {
      description: 'Name in URLs, unique in the organization: 1 to 63 lower-case letters, digits and hyphens.',
    }),
    name: t.exposeString('name', { description: 'Display name, up to 200 characters.' }),
    description: t.exposeString('description', { description: 'Description as plain text. Empty if there is none.' }),
    license: t.exposeString('license', {
      nullable: true,
      description: 'Licence of the content, such as `CC-BY-4.0`. Null if it was not given.',
    }),
    status: t.expose('status', { type: DatasetStatusEnum, description: 'Status in the life of the dataset.' }),
    visibility: t.expose('visibility', { type: DatasetVisibilityEnum, description: 'Members who see the dataset.' }),
    sensitive: t.exposeBoolean('sensitive', { description: 'Whether the files are kept out of every cache.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of creation.' }),
    updatedAt: t.field({
      type: 'DateTime',
      select: { updatedAt: true },
      description: 'Time of the last publish or change. For links pinned to a revision, the time of its publish.',
      plan: planUpdatedAt,
      resolve: async (dataset, _args, context) =>
        context.viewer.share?.revision
          ? (await currentRevisions(context, {}).load(dataset))!.createdAt
          : dataset.updatedAt,
    }),
    organization: t.relation('organization', { description: 'Organization that owns the dataset.' }),
    revision: t.field({
      type: DatasetRevision,
      nullable: true,
      description:
        'Revision with a number, or the one that its readers see. Deleted revisions are found. Null before the first is published, for a number that was never published, and for links pinned to another revision.',
      args: {
        number: t.arg.int({
          description: 'Number of the revision, from 1. Default: the one that its readers see.',
        }),
      },
      ...numberedRevision,
    }),
    revisions: t.connection(
      {
        type: DatasetRevision,
        description: 'Revisions of the dataset, deleted ones too, the newest first.',
        resolve: async (dataset, args, context, info) =>
          countedConnectionOf(await findRevisions(context, dataset, args, relatedOfNodes(context, info)), (node) => ({
            cursor: node.cursor,
            node,
          })),
      },
      { name: 'DatasetRevisionConnection', fields: (list) => ({ totalCount: list.int(totalCount) }) },
      { name: 'DatasetRevisionEdge' },
    ),
  }),
});

builder.queryField('dataset', (t) =>
  t.prismaField({
    type: Dataset,
    nullable: true,
    authScopes: { authenticated: true },
    description: 'Dataset with this slug in an organization. Null if it does not exist, or the viewer may not see it.',
    args: {
      organizationSlug: t.arg.string({ required: true, description: 'Slug of the organization, as in URLs.' }),
      slug: t.arg.string({ required: true, description: 'Slug of the dataset, as in URLs.' }),
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
