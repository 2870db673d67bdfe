import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '#domain/context.ts';
import {
  countDatasets,
  type DatasetFilter as DatasetFilterInput,
  type DatasetOrder as DatasetOrderInput,
  findDatasets,
} from '#domain/datasets/find-datasets.ts';
import type { PageArguments } from '#domain/paging/page.ts';
import { builder } from './builder.ts';
import { connectionOf, nodePaths } from './connection.ts';
import { Dataset } from './dataset.ts';
import { planDatasetCount } from './plans/datasets.ts';

interface DatasetList {
  filter: DatasetFilterInput;
}

/**
 * Connection of datasets, used for the datasets of the viewer and of an organization. Its resolvers return a
 * `DatasetList` with the page.
 */
export const DatasetConnection = builder.connectionObject<typeof Dataset, DatasetList>(
  {
    type: Dataset,
    name: 'DatasetConnection',
    fields: (connection) => ({
      totalCount: connection.int({
        description: 'Number of datasets on all pages together. It is exact.',
        plan: planDatasetCount,
        resolve: ({ filter }, _args, context) => countDatasets(context, filter),
      }),
    }),
  },
  { name: 'DatasetEdge' },
);

interface DatasetListArguments extends PageArguments {
  filter: DatasetFilterInput;
  orderBy?: DatasetOrderInput | null;
}

/** Returns one page of the datasets that the viewer may see, as the value of a `DatasetConnection`. */
export async function listDatasets(context: Context, info: GraphQLResolveInfo, args: DatasetListArguments) {
  const query = queryFromInfo({
    context,
    info,
    paths: nodePaths(),
    select: { id: true, orgId: true, revision: true, updatedAt: true, sortName: true },
  });
  const page = await findDatasets(context, args, (where) => context.db.dataset.findMany({ ...query, ...where }));
  const list: DatasetList = { filter: args.filter };
  return { ...connectionOf(page, (node) => ({ cursor: node.cursor, node })), ...list };
}
